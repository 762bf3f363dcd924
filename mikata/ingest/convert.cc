// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/convert.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <unordered_map>

#include "mikata/base/money.h"
#include "mikata/ingest/action_rules.h"
#include "mikata/ingest/cell_template.h"
#include "mikata/ingest/column_fill.h"
#include "mikata/ingest/field.h"
#include "mikata/ingest/fold_text.h"
#include "mikata/ingest/parse_amount.h"
#include "mikata/ingest/row_identity.h"
#include "mikata/ingest/row_key.h"
#include "mikata/ingest/row_properties.h"
#include "mikata/ingest/survey_rows.h"
#include "mikata/ingest/voice_rules.h"

namespace mikata {
namespace {

// One field and where its cells come from: a column, or a template over columns.
struct Input {
  Field field;
  std::string header;
  std::size_t column = 0;
  std::optional<CellTemplate> text = {};
  bool varies = true;  // false: the same in every row
};

std::size_t column_index(const FileHead& head, std::string_view name) {
  const auto found = std::ranges::find(head.header, name);
  return static_cast<std::size_t>(found - head.header.begin());
}

void prepare(Batch& batch, std::size_t rows) {
  batch.rows = rows;
  batch.columns.resize(batch.table->columns.size());
  for (BatchColumn& column : batch.columns) clear_column(column, rows);
  batch.properties.resize(rows);
}

template <typename T>
void keep_in(std::vector<T>& values, const std::vector<std::uint8_t>& out) {
  std::size_t to = 0;
  for (std::size_t row = 0; row < out.size(); ++row) {
    if (out[row] != 0) continue;
    if (to != row) std::swap(values[to], values[row]);
    ++to;
  }
}

// Closes the gaps that rejected rows leave.
void keep_rows(Batch& batch, const std::vector<std::uint8_t>& out) {
  for (BatchColumn& column : batch.columns) {
    keep_in(column.texts, out);
    keep_in(column.reals, out);
    keep_in(column.integers, out);
    keep_in(column.valid, out);
  }
  keep_in(batch.properties, out);
  batch.rows -= static_cast<std::size_t>(std::ranges::count_if(out, [](auto o) { return o != 0; }));
}

std::uint64_t hash_value(const BatchColumn& column, FactType type, std::size_t row) {
  if (column.valid[row] == 0) return 0x9e3779b97f4a7c15ULL;
  if (type == FactType::text) return hash_text(column.texts[row]);
  if (type == FactType::real) return std::bit_cast<std::uint64_t>(column.reals[row]);
  return static_cast<std::uint64_t>(column.integers[row]);
}

bool is_id(const Field& field) {
  return field.name.ends_with("_id") || field.name == "referred_by";
}

std::vector<std::size_t> property_columns(const FileMapping& mapping, const FileHead& head) {
  std::vector<std::size_t> columns;
  for (const MappingEntry& entry : mapping.columns) {
    if (entry.to == "properties") columns.push_back(column_index(head, entry.column));
  }
  return columns;
}

std::vector<Input> inputs_of(const FileMapping& mapping, const FileHead& head) {
  const FactTable& table = *find_fact_table(mapping.table);
  std::vector<Input> inputs;
  for (const MappingEntry& entry : mapping.columns) {
    const auto field = find_field(table, entry.to);
    if (!field) continue;
    inputs.push_back({*field, entry.column, column_index(head, entry.column)});
  }
  for (const FixedValue& value : mapping.values) {
    Input input{*find_field(table, value.to), value.to};
    input.text.emplace(value.text, head.header,
                       value.to == "name" ? BlankPart::is_left_out : BlankPart::blanks_all);
    input.varies = !template_columns(value.text).empty();
    inputs.push_back(std::move(input));
  }
  return inputs;
}

AmountRules amount_rules(const FileMapping& mapping, const ConvertSettings& settings) {
  return {.decimal = mapping.decimal,
          .currency = settings.currency,
          .minor_digits = minor_digits(settings.currency).value_or(2)};
}

DateRules date_rules(const FileMapping& mapping) {
  return {.order = mapping.date_order.value_or(DateOrder::month_first),
          .spreadsheet_serial = mapping.spreadsheet_serial};
}

}  // namespace

struct Converter::State {
  State(const FileMapping& given, const FileHead& head, const ConvertSettings& settings);
  void convert(const CellBatch& cells);
  void fill(Input& input, const CellBatch& cells);
  void fill_stored(const Field& field, const CellSource& from);
  void fill_amount(const Field& field, const CellSource& from);
  void check_currency(const CellSource& from);
  void apply_rules();
  void require(std::string_view column, const CellBatch& cells, const Localized& reason);
  void hash_rows();
  void hash_responses(const CellBatch& cells);
  void make_keys();
  void watch_keys(const CellBatch& cells);
  bool insert_rows(const CellBatch& cells);
  BatchColumn& column(std::string_view name) { return rows.columns[*rows.table->find(name)]; }

  FileMapping mapping;
  AmountRules money;
  DateRules dates;
  LocalClock clock;
  std::vector<Input> inputs;
  std::vector<std::size_t> hashed;  // columns of the facts whose values tell rows apart
  std::vector<std::size_t> question_columns;
  std::uint64_t shape = 0;
  bool key_given = false;
  RowProperties properties;
  RowIdentity identity;
  std::optional<ActionRules> actions;
  std::optional<VoiceRules> voices;
  std::optional<SurveyRows> survey;
  std::unordered_map<std::string, double> labels;  // of scores that are written in words
  BatchColumn scratch;
  std::vector<RowHash> hashes;
  Ordinals ordinals;
  HashSet keys;
  std::vector<std::uint64_t> key_hashes;
  bool copies = false;  // may have the key of the row that they are a copy of
  HashSet whole_rows;   // their hashes, only where copies may be
  RowFaults faults;
  Batch rows;  // one per line of the file
  Converted converted;
  ConvertCounts counts;
  std::size_t skip = 0;
};

Converter::State::State(const FileMapping& given, const FileHead& head,
                        const ConvertSettings& settings)
    : mapping(given),
      money(amount_rules(given, settings)),
      dates(date_rules(given)),
      clock(TimeZone(settings.timezone)),
      inputs(inputs_of(given, head)),
      shape(hash_text(file_shape(head))),
      properties(property_columns(given, head), head.header),
      identity(*find_fact_table(given.table)) {
  rows.table = find_fact_table(mapping.table);
  const std::string& key = rows.table->key.front();
  key_given = mapping.has_field(key) || rows.table->key.size() > 1;
  for (const Input& input : inputs) {
    if (input.varies && input.field.column) hashed.push_back(*input.field.column);
  }
  if (mapping.table == "actions") actions.emplace(mapping, money);
  if (mapping.has_field("unit_price")) hashed.push_back(rows.table->find("amount_minor").value());
  if (const auto who = rows.table->find("identity")) hashed.push_back(*who);
  std::ranges::sort(hashed);
  hashed.erase(std::ranges::unique(hashed).begin(), hashed.end());
  if (mapping.table == "voices") voices.emplace(mapping);
  // A code in words stands for no score; one in figures belongs to its question alone.
  const auto add_code = [&](const std::string& code, double score) {
    if (!parse_number(code, money.decimal)) labels.emplace(code, score);
  };
  for (const WrittenQuestion& asked : mapping.asked) {
    for (const AnswerLabel& label : asked.scale.labels) labels[label.text] = label.score;
    for (const auto& code : asked.scale.not_applicable) add_code(code, kNotApplicable);
    for (const auto& code : asked.scale.no_answer) add_code(code, kNoAnswer);
  }
  if (!mapping.questions.empty()) survey.emplace(mapping, head);
  for (const QuestionColumn& question : mapping.questions) {
    question_columns.push_back(column_index(head, question.column));
  }
}

void Converter::State::convert(const CellBatch& cells) {
  faults.reset(cells.rows);
  for (std::size_t row = 0; row < std::min(skip, cells.rows); ++row) faults.drop(row);
  prepare(rows, cells.rows);
  identity.begin();
  for (Input& input : inputs) fill(input, cells);
  properties.fill(rows.properties, cells);
  for (const std::string& key : rows.table->key) {
    if (key_given && rows.table->find(key).has_value() && mapping.has_field(key)) {
      require(key, cells, {"番号が空", "the id is blank (fill it in)"});
    }
  }
  if (rows.table->find("occurred_at") && mapping.has_field("occurred_at")) {
    require("occurred_at", cells, {"日付が空", "the date is blank (fill it in)"});
  }
  identity.finish(rows, faults);
  apply_rules();
  if (survey) {
    hash_responses(cells);
    converted.facts = survey->explode(rows, hashes, cells, faults);
    counts.silent_rows = survey->silent_rows();
  } else {
    if (key_given) {
      watch_keys(cells);
    } else {
      hash_rows();
      make_keys();
    }
    if (faults.any_out()) keep_rows(rows, faults.out());
  }
}

void Converter::State::fill(Input& input, const CellBatch& cells) {
  const CellColumn& column = input.text ? input.text->render(cells) : cells.columns[input.column];
  const CellSource from{column, input.header, cells.rows};
  switch (input.field.role) {
    case FieldRole::email:
      identity.add(IdentityKind::email, from, faults);
      break;
    case FieldRole::phone:
      identity.add(IdentityKind::phone, from, faults);
      break;
    case FieldRole::external_id:
      identity.add(IdentityKind::external, from, faults);
      break;
    case FieldRole::unit_price:
      actions->add_unit_prices(from, faults);
      break;
    case FieldRole::currency:
      check_currency(from);
      break;
    case FieldRole::stored:
      break;
  }
  if (input.field.column) fill_stored(input.field, from);
}

void Converter::State::fill_stored(const Field& field, const CellSource& from) {
  BatchColumn& to = rows.columns[*field.column];
  switch (field.type) {
    case FactType::text:
      if (is_id(field)) {
        fill_id(to, from);
      } else {
        fill_text(to, from);
      }
      break;
    case FactType::real:
      if (field.name == "score" && !labels.empty()) {
        fill_labelled(to, faults, from, {money.decimal, labels});
        break;
      }
      fill_real(to, faults, from, money.decimal);
      break;
    case FactType::integer:
      fill_integer(to, faults, from);
      break;
    case FactType::boolean:
      fill_boolean(to, faults, from);
      break;
    case FactType::money:
      fill_amount(field, from);
      break;
    case FactType::day:
      fill_day(to, faults, from, dates);
      break;
    case FactType::instant: {
      const auto day = rows.table->find("local_day");
      const bool counts_on_day = field.name == "occurred_at" && day.has_value();
      fill_instant({to, counts_on_day ? &rows.columns[*day] : nullptr}, faults, from, dates, clock);
      break;
    }
  }
}

void Converter::State::fill_amount(const Field& field, const CellSource& from) {
  BatchColumn& to = rows.columns[*field.column];
  if (field.name != "discount") {
    counts.rounded += fill_money(to, faults, from, money);
    return;
  }
  // Discounts may stand in several columns, and are written above or below zero.
  clear_column(scratch, from.rows);
  counts.rounded += fill_money(scratch, faults, from, money);
  for (std::size_t row = 0; row < from.rows; ++row) {
    if (scratch.valid[row] == 0) continue;
    const std::int64_t before = to.valid[row] != 0 ? to.integers[row] : 0;
    to.integers[row] = before + std::abs(scratch.integers[row]);
    to.valid[row] = 1;
  }
}

void Converter::State::check_currency(const CellSource& from) {
  for (std::size_t row = 0; row < from.rows; ++row) {
    const std::string_view cell = trim_blanks(from.cells.cell(row));
    if (cell.empty() || cell == money.currency) continue;
    if (currency_named(cell) == money.currency) continue;
    faults.reject(row, from.header, cell,
                  {"帳簿の通貨 " + money.currency + " と違う（その通貨の帳簿を --currency で作る）",
                   "not in the book's currency " + money.currency +
                       " (keep it in a book made with --currency)"});
  }
}

void Converter::State::apply_rules() {
  if (actions) {
    const std::int64_t before = actions->rounded();
    actions->apply(rows, faults);
    counts.rounded += actions->rounded() - before;
  }
  if (!voices) return;
  voices->name_statuses(rows);
  if (!survey) voices->apply(rows, faults);
}

// Rejects rows without the value, and leaves out in silence those that are wholly blank.
void Converter::State::require(std::string_view name, const CellBatch& cells,
                               const Localized& reason) {
  const BatchColumn& values = column(name);
  const auto is_blank = [&](std::size_t row) {
    return std::ranges::all_of(
        cells.columns, [&](const CellColumn& cell) { return trim_blanks(cell.cell(row)).empty(); });
  };
  const std::string header = mapping.header_of(name);
  for (std::size_t row = 0; row < rows.rows; ++row) {
    if (values.valid[row] != 0 || faults.is_out(row)) continue;
    if (is_blank(row)) {
      faults.drop(row);
      ++counts.blank_rows;
    } else {
      faults.reject(row, header, "", reason);
    }
  }
}

// Column by column: one value is hashed once, and the type is looked at once per column.
void Converter::State::hash_rows() {
  hashes.assign(rows.rows, RowHash{shape, ~shape});
  for (const std::size_t index : hashed) {
    const BatchColumn& values = rows.columns[index];
    const FactType type = rows.table->columns[index].type;
    for (std::size_t row = 0; row < rows.rows; ++row) {
      hashes[row].add(hash_value(values, type, row));
    }
  }
}

// A response with an id is the same response when its answers change; one without is its values.
void Converter::State::hash_responses(const CellBatch& cells) {
  const BatchColumn& response = column("response_id");
  const BatchColumn& name = column("survey");
  hash_rows();
  for (std::size_t row = 0; row < rows.rows; ++row) {
    if (faults.is_out(row)) continue;
    if (response.valid[row] != 0) {
      hashes[row] = RowHash{shape, ~shape};
      hashes[row].add(hash_text(response.texts[row]));
      if (name.valid[row] != 0) hashes[row].add(hash_text(name.texts[row]));
      continue;
    }
    for (const std::size_t index : question_columns) {
      hashes[row].add(hash_text(trim_blanks(cells.columns[index].cell(row))));
    }
    hashes[row].add(ordinals.next(hashes[row].first));
  }
}

void Converter::State::make_keys() {
  BatchColumn& key = column(rows.table->key.front());
  for (std::size_t row = 0; row < rows.rows; ++row) {
    if (faults.is_out(row)) continue;
    RowHash& hash = hashes[row];
    const std::uint32_t before = ordinals.next(hash.first);
    if (before > 0) ++counts.same_rows;
    hash.add(before);
    key.texts[row] = key_text(hash);
    key.valid[row] = 1;
  }
}

// Looks whether a key that a column gives comes twice.
void Converter::State::watch_keys(const CellBatch& cells) {
  if (counts.key_repeats || (!actions && !voices)) return;
  const BatchColumn& key = column(rows.table->key.front());
  key_hashes.clear();
  for (std::size_t row = 0; row < rows.rows; ++row) {
    if (!faults.is_out(row)) key_hashes.push_back(hash_text(key.texts[row]));
  }
  const bool all_new = copies ? insert_rows(cells) : keys.insert_all(key_hashes);
  if (!all_new) counts.key_repeats = true;
}

// True if no row has the key of another but its copies.
bool Converter::State::insert_rows(const CellBatch& cells) {
  bool all_new = true;
  std::size_t at = 0;
  for (std::size_t row = 0; row < rows.rows; ++row) {
    if (faults.is_out(row)) continue;
    RowHash whole;
    for (const CellColumn& cell : cells.columns) whole.add(hash_text(cell.cell(row)));
    const bool new_key = keys.insert(key_hashes[at++]);
    if (whole_rows.insert(whole.first) && !new_key) all_new = false;
  }
  return all_new;
}

Converter::Converter(const FileMapping& mapping, const FileHead& head,
                     const ConvertSettings& settings, std::string source)
    : state_(std::make_unique<State>(mapping, head, settings)) {
  state_->converted.facts.table = state_->rows.table;
  state_->rows.source = std::move(source);
}

Converter::~Converter() = default;

void Converter::skip_rows(int count) { state_->skip = static_cast<std::size_t>(count); }

void Converter::allow_copies() { state_->copies = true; }

const ConvertCounts& Converter::counts() const { return state_->counts; }

Converted& Converter::convert(const CellBatch& cells) {
  State& state = *state_;
  Converted& out = state.converted;
  // The buffers go back and forth, so that texts keep their memory.
  if (!state.survey) std::swap(state.rows.columns, out.facts.columns);
  if (!state.survey) std::swap(state.rows.properties, out.facts.properties);
  state.convert(cells);
  if (!state.survey) {
    std::swap(state.rows.columns, out.facts.columns);
    std::swap(state.rows.properties, out.facts.properties);
    out.facts.rows = state.rows.rows;
  }
  out.facts.source = state.rows.source;
  out.identities = state.identity.found();
  out.identities.source = state.rows.source;
  out.faults = state.faults.faults();
  std::ranges::stable_sort(out.faults, {}, &CellFault::row);
  const auto lost = static_cast<std::int64_t>(
      std::ranges::count_if(state.faults.out(), [](auto o) { return o != 0; }));
  state.counts.rows += static_cast<std::int64_t>(cells.rows - std::min(state.skip, cells.rows));
  state.skip = 0;
  state.counts.usable_rows += static_cast<std::int64_t>(cells.rows) - lost;
  state.counts.unreadable_identities = state.identity.unreadable();
  return out;
}

}  // namespace mikata
