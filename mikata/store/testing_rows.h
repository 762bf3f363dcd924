// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "mikata/store/batch.h"
#include "mikata/store/schema.h"

namespace mikata {

// Rows of one fact table for a test, each value set by the name of its column; the rest is empty.
class Rows {
 public:
  explicit Rows(std::string_view table) {
    batch_.table = find_fact_table(table);
    batch_.source = "test";
    batch_.columns.resize(batch_.table->columns.size());
  }
  Rows& row() {
    ++batch_.rows;
    batch_.properties.emplace_back();
    for (auto& column : batch_.columns) {
      column.texts.emplace_back();
      column.reals.push_back(0);
      column.integers.push_back(0);
      column.valid.push_back(0);
    }
    return *this;
  }
  Rows& text(std::string_view column, std::string value) {
    last(column).texts.back() = std::move(value);
    return *this;
  }
  Rows& integer(std::string_view column, std::int64_t value) {
    last(column).integers.back() = value;
    return *this;
  }
  Rows& real(std::string_view column, double value) {
    last(column).reals.back() = value;
    return *this;
  }
  // A flat JSON object, or "".
  Rows& property(std::string json) {
    batch_.properties.back() = std::move(json);
    return *this;
  }
  Rows& on(std::int64_t day) {
    return integer("local_day", day).integer("occurred_at", day * 86'400'000'000);
  }
  const Batch& batch() const { return batch_; }

 private:
  BatchColumn& last(std::string_view name) {
    BatchColumn& column = batch_.columns[*batch_.table->find(name)];
    column.valid.back() = 1;
    return column;
  }
  Batch batch_;
};

}  // namespace mikata
