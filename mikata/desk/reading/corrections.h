// SPDX-License-Identifier: Apache-2.0
// How people correct a reading. What they say stands in the desk, and as a reading of the version
// `person` beside the facts, where it goes before the machine's; the machine never writes there.
#pragma once

#include <string>

#include "mikata/store/book.h"

namespace mikata::reading {

// Fails with not_found when no such remark is in the book, invalid_argument on an unknown label or
// theme. What is nullopt in a later correction of the same voice stays as it was told before.
void correct(Book& book, const Correction& correction);
// The machine's reading again. Fails with not_found when no such remark is in the book.
void take_back(Book& book, const std::string& voice_id);

// Brings the readings of persons to what the desk says.
void sync_corrections(Book& book);

}  // namespace mikata::reading
