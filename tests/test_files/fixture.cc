// SPDX-License-Identifier: Apache-2.0
#include "tests/test_files/fixture.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "mikata/base/error.h"
#include "mikata/base/json.h"

namespace mikata::test_files {
namespace {

constexpr std::string_view kSource = "source";

constexpr std::int64_t kMicrosecondsPerDay = 86'400'000'000;

template <typename Number>
Number parsed(const std::string& text, std::string_view type) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) {
    fail(ErrorKind::invalid_argument, "not {}: {}", type, text);
  }
  return number;
}

std::int64_t parsed_day(const std::string& text) {
  const auto day = parse_iso_day(text);
  if (!day) fail(ErrorKind::invalid_argument, "not a day like 2026-10-31: {}", text);
  return day->days;
}

// "2026-10-31T09:30" or with seconds, in UTC.
std::int64_t parsed_instant(const std::string& text) {
  if (text.size() < 16) {
    fail(ErrorKind::invalid_argument, "not a time like 2026-10-31T09:30: {}", text);
  }
  const auto part = [&](std::size_t at) {
    return parsed<std::int64_t>(text.substr(at, 2), "a time like 2026-10-31T09:30");
  };
  const std::int64_t minutes = part(11) * 60 + part(14);
  const std::int64_t seconds = text.size() >= 19 ? part(17) : 0;
  return parsed_day(text.substr(0, 10)) * kMicrosecondsPerDay +
         (minutes * 60 + seconds) * 1'000'000;
}

std::int64_t parsed_boolean(const std::string& text) {
  if (text != "true" && text != "false") {
    fail(ErrorKind::invalid_argument, "not true or false: {}", text);
  }
  return text == "true" ? 1 : 0;
}

void push(BatchColumn& column, FactType type, const std::string& text) {
  column.valid.push_back(text.empty() ? 0 : 1);
  switch (type) {
    case FactType::text:
      column.texts.push_back(text);
      return;
    case FactType::real:
      column.reals.push_back(text.empty() ? 0 : parsed<double>(text, "a number"));
      return;
    case FactType::boolean:
      column.integers.push_back(text.empty() ? 0 : parsed_boolean(text));
      return;
    case FactType::day:
      column.integers.push_back(text.empty() ? 0 : parsed_day(text));
      return;
    case FactType::instant:
      column.integers.push_back(text.empty() ? 0 : parsed_instant(text));
      return;
    case FactType::integer:
    case FactType::money:
      column.integers.push_back(text.empty() ? 0 : parsed<std::int64_t>(text, "a whole number"));
  }
}

// Column -> text of one row, the constants of the fixture line included.
using Cells = std::map<std::string, std::string>;

Cells cells_of(const Fixture& fixture, std::size_t row) {
  Cells cells;
  for (const auto& constant : fixture.constants) {
    if (constant[0] != kSource) cells[constant[0]] = constant[1];
  }
  for (std::size_t i = 0; i < fixture.header.size(); ++i) {
    cells[fixture.header[i]] = fixture.rows[row][i];
  }
  return cells;
}

void complete(Cells& cells, const FactTable& table, std::size_t number) {
  if (table.key.size() == 1 && !cells.contains(table.key[0])) {
    cells[table.key[0]] = fmt::format("{}-{}", table.name, number);
  }
  if (!table.find("occurred_at") || !table.find("local_day")) return;
  auto& day = cells["local_day"];
  auto& instant = cells["occurred_at"];
  if (day.empty() && instant.size() >= 10) day = instant.substr(0, 10);
  if (instant.empty() && !day.empty()) instant = day + "T12:00";
}

// A flat JSON object of what has no column, "" when everything has one.
std::string properties_of(const Cells& cells, const FactTable& table) {
  nlohmann::json properties;
  for (const auto& [name, text] : cells) {
    if (!table.find(name) && !text.empty()) properties[name] = text;
  }
  return properties.is_null() ? "" : properties.dump();
}

// The file that the rows are said to come from.
std::string source_of(const Fixture& fixture) {
  const auto is_source = [](const auto& constant) { return constant[0] == kSource; };
  const auto found = std::ranges::find_if(fixture.constants, is_source);
  return found == fixture.constants.end() ? "fixture" : (*found)[1];
}

// Whether the rows say their own key.
bool gives_key(const Fixture& fixture) {
  const FactTable& table = *find_fact_table(fixture.table);
  if (table.key.size() != 1) return true;
  const auto is_key = [&](const auto& constant) { return constant[0] == table.key[0]; };
  return std::ranges::count(fixture.header, table.key[0]) > 0 ||
         std::ranges::any_of(fixture.constants, is_key);
}

}  // namespace

Batch make_batch(const Fixture& fixture, std::size_t numbered) {
  const FactTable* table = find_fact_table(fixture.table);
  if (table == nullptr) fail(ErrorKind::invalid_argument, "table not known: {}", fixture.table);
  Batch batch;
  batch.table = table;
  batch.rows = fixture.rows.size();
  batch.source = source_of(fixture);
  batch.columns.resize(table->columns.size());
  for (std::size_t row = 0; row < fixture.rows.size(); ++row) {
    Cells cells = cells_of(fixture, row);
    complete(cells, *table, numbered + row + 1);
    for (std::size_t i = 0; i < table->columns.size(); ++i) {
      const auto& column = table->columns[i];
      try {
        push(batch.columns[i], column.type, cells[column.name]);
      } catch (const Error& error) {
        fail(error.kind(), "fixture of line {}, row {}, {}: {}", fixture.line, row + 1, column.name,
             error.what());
      }
    }
    batch.properties.push_back(properties_of(cells, *table));
  }
  return batch;
}

void load(const TestFile& file, Store& store) {
  const auto append = store.append("fixture");
  std::map<std::string, std::size_t> numbered;
  for (const auto& fixture : file.fixtures) {
    std::size_t& before = numbered[fixture.table];
    append->add(make_batch(fixture, before));
    if (!gives_key(fixture)) before += fixture.rows.size();
  }
  append->publish();
}

}  // namespace mikata::test_files
