// SPDX-License-Identifier: Apache-2.0
// Batches of text cells -> batches of facts, by a mapping. Nothing is read or written here.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "mikata/base/date.h"
#include "mikata/ingest/mapping.h"
#include "mikata/ingest/reader.h"
#include "mikata/ingest/row_faults.h"
#include "mikata/store/batch.h"

namespace mikata {

// What the book says about its facts.
struct ConvertSettings {
  std::string timezone = "Asia/Tokyo";
  std::string currency = "JPY";
};

struct Converted {
  Batch facts;       // of the mapping's table
  Batch identities;  // ways to recognise a customer that were not met before in this file
  std::vector<CellFault> faults;
};

// What was counted over all batches.
struct ConvertCounts {
  std::int64_t rows = 0;
  std::int64_t usable_rows = 0;
  std::int64_t blank_rows = 0;
  std::int64_t silent_rows = 0;  // of a survey: respondents without any answer
  std::int64_t rounded = 0;
  std::int64_t unreadable_identities = 0;
  std::int64_t same_rows = 0;  // without an id: rows that say what an earlier one says
  // A key given by a column came twice: it is not the key of a row.
  bool key_repeats = false;
};

class Converter {
 public:
  // Requires a mapping that check_mapping() let pass.
  Converter(const FileMapping& mapping, const FileHead& head, const ConvertSettings& settings,
            std::string source);
  ~Converter();
  // The first rows of the first batch that are not data.
  void skip_rows(int count);
  // A row that is the same as an earlier one in every cell may have its key.
  void allow_copies();
  // Valid until the next call. The batches may be exchanged for others of the same table, whose
  // memory is then used again.
  Converted& convert(const CellBatch& cells);
  const ConvertCounts& counts() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mikata
