// SPDX-License-Identifier: Apache-2.0
// A value as written -> the value that is bound for a column of some type.
#pragma once

#include <string>

#include "mikata/base/table.h"
#include "mikata/segment/segment.h"
#include "mikata/segment/syntax.h"

namespace mikata::segment {

// The value, or a sentence that says what to write instead.
struct Reading {
  Value value;
  Localized problem;  // empty when the value fits
};

// text gives text; integer gives an integer, or a double when it has decimals; real gives a double;
// money gives minor units; boolean 0 or 1; day a Day; instant an Instant. A property gives text, or
// a double for a number.
Reading read_literal(const Literal& literal, const SegmentColumn& column, int money_digits);

}  // namespace mikata::segment
