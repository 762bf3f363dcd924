// SPDX-License-Identifier: Apache-2.0
// What the values of a column look like: the second half of guessing what it means.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mikata/ingest/parse_date.h"
#include "mikata/ingest/reader.h"
#include "mikata/ingest/row_key.h"

namespace mikata {

struct ColumnProfile {
  std::string header;
  std::int64_t filled = 0;   // cells that are not blank
  std::int64_t dates = 0;    // cells that are a day in any form (also of a day that does not exist)
  std::int64_t clocks = 0;   // cells that are a time of day alone
  bool many_times = false;   // some of the dates have a time that is not midnight
  std::int64_t numbers = 0;  // cells that are a number or an amount
  std::int64_t integers = 0;  // of these, without decimals
  std::int64_t decimals = 0;  // of these, with decimals that are not zero
  std::int64_t serials = 0;   // five digits that may be a spreadsheet's day
  std::int64_t emails = 0;
  std::int64_t phones = 0;
  std::int64_t float_ids = 0;  // 17850.0
  std::int64_t characters = 0;
  std::int64_t distinct = 0;
  std::int64_t copied = 0;       // cells of rows that are the same as an earlier one throughout
  std::int64_t day_first = 0;    // cells that can only be 28/01/2017
  std::int64_t month_first = 0;  // cells that can only be 01/28/2017
  std::int64_t either_order = 0;
  std::int64_t decimal_comma = 0;  // cells that are a number only with a decimal comma
  std::int64_t decimal_point = 0;
  double min = 0;
  double max = 0;
  std::string currency = {};  // the first that a cell names
  // Each value and how often, while there are at most 40 of them.
  std::map<std::string, std::int64_t> values = {};
  bool many_values = false;

  bool mostly(std::int64_t count) const { return filled > 0 && count * 10 >= filled * 9; }
  bool is_unique() const { return filled > 0 && distinct == filled; }
  // Each row has its own value, and a copy of a row that row's.
  bool names_rows() const { return filled > 0 && distinct == filled - copied; }
  double mean_length() const;
};

struct FileProfile {
  std::int64_t rows = 0;
  bool whole_file = false;  // the sample is all there is
  std::vector<ColumnProfile> columns;

  // Which of 28/01 and 01/28 the file writes; nullopt when no value tells.
  std::optional<DateOrder> date_order() const;
  // True when there are dates like 03/04/2017 and nothing tells how to read them.
  bool order_is_open() const;
};

// Collects a profile batch by batch.
class Profiler {
 public:
  explicit Profiler(const std::vector<std::string>& header);
  // Goes on where another one stopped; only add_dates() may follow.
  explicit Profiler(FileProfile profile) : profile_(std::move(profile)) {}
  void add(const CellBatch& batch, std::size_t from_row);
  // Only what decides the order of day and month: cheap, for the rest of a large file.
  void add_dates(const CellBatch& batch);
  void add_cell(std::size_t column, std::string_view cell);
  FileProfile take();

 private:
  void add_copy(const CellBatch& batch, std::size_t row);

  FileProfile profile_;
  std::vector<HashSet> seen_;
  HashSet rows_;
};

}  // namespace mikata
