// SPDX-License-Identifier: Apache-2.0
// Exports of shops with one row per line of an order, where the amount is that of the whole order:
// on every line again (Rakuten) or on the first one only (Shopify).
#pragma once

#include "mikata/ingest/guess_mapping.h"

namespace mikata {

// True if the file has unit prices and its orders of several lines show that the column of the
// amount is no line's own. Added up by lines it would count orders several times.
bool amount_is_of_order(const FileMapping& mapping, const FileSample& sample);

// True if the cost of each order, times the quantity, is to the last digit what was paid for it,
// and the file has no unit price beside it.
bool cost_is_price(const FileMapping& mapping, const FileSample& sample);

}  // namespace mikata
