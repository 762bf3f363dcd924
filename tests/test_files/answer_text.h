// SPDX-License-Identifier: Apache-2.0
// Answers as the lines of a .test file, and the comparison of such lines.
#pragma once

#include <string>
#include <vector>

#include "mikata/insights/run.h"
#include "tests/test_files/test_file.h"

namespace mikata::test_files {

// What a case gives: "expect" with the table, n, left out and notes; "behind" with the people of
// one row; or "error KIND" with the sentence.
std::vector<std::string> run_case(const Case& test, const Facts& facts);

// What differs, line by line; "" when nothing does. Numbers are equal to relative 1e-9. Lines n,
// left out and note are compared when `expected` has any of them.
std::string difference(const std::vector<std::string>& expected,
                       const std::vector<std::string>& actual);

}  // namespace mikata::test_files
