// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/guess_mapping.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mikata/ingest/field.h"
#include "mikata/ingest/field_assignment.h"
#include "mikata/ingest/fold_text.h"
#include "mikata/ingest/header_words.h"
#include "mikata/ingest/order_total.h"
#include "mikata/ingest/survey_guess.h"
#include "mikata/ingest/table_guess.h"

namespace mikata {
namespace {

const ColumnProfile& profile_of(const FileSample& sample, std::string_view column) {
  return *std::ranges::find(sample.profile.columns, column, &ColumnProfile::header);
}

MappingEntry* entry_of(FileMapping& mapping, std::string_view column) {
  const auto found = std::ranges::find(mapping.columns, column, &MappingEntry::column);
  return found == mapping.columns.end() ? nullptr : &*found;
}

// In a wide survey the answers come from the questions' own columns.
bool is_answer_field(std::string_view field) {
  static constexpr std::array<std::string_view, 7> kFields{
      "question", "score", "text", "scale_low", "scale_high", "higher_is_better", "voice_id"};
  return std::ranges::find(kFields, field) != kFields.end();
}

// All columns in the order of the file, those with a field and those kept as properties.
void take_columns(FileMapping& mapping, const FileSample& sample) {
  const auto assigned = assign_fields(sample, mapping.table);
  // "Pending" says how far the desk is, not that nobody answered.
  const bool desk = mapping.table == "voices" && is_tickets(sample);
  for (std::size_t i = 0; i < sample.profile.columns.size(); ++i) {
    const std::string& header = sample.profile.columns[i].header;
    const auto is_question = std::ranges::find(mapping.questions, header, &QuestionColumn::column);
    const auto found = std::ranges::find(assigned, i, &AssignedField::column);
    if (is_question != mapping.questions.end()) continue;
    const bool wide = !mapping.questions.empty();
    const bool of_desk = desk && found != assigned.end() && found->field == "status";
    if (found != assigned.end() && !of_desk && !(wide && is_answer_field(found->field))) {
      mapping.columns.push_back({header, found->field, found->confidence, found->why});
      continue;
    }
    mapping.columns.push_back(
        {header,
         "properties",
         Confidence::high,
         {"決まった項目が無いのでそのまま残す", "has no field of its own: kept as it is"}});
  }
}

void take_questions(FileMapping& mapping, const FileSample& sample) {
  if (mapping.table != "voices") return;
  if (is_long_survey(sample)) {
    mapping.asked = recognise_asked(sample);
  } else {
    mapping.questions = recognise_questions(sample);
  }
}

// The column that is a date although its header does not say so.
void guess_date_by_values(FileMapping& mapping, const FileSample& sample) {
  if (mapping.has_field("occurred_at")) return;
  MappingEntry* only = nullptr;
  int dates = 0;
  for (MappingEntry& entry : mapping.columns) {
    const ColumnProfile& column = profile_of(sample, entry.column);
    if (entry.to != "properties" || !column.mostly(column.dates)) continue;
    ++dates;
    if (only == nullptr) only = &entry;
  }
  if (only == nullptr) return;
  const ColumnProfile& column = profile_of(sample, only->column);
  const bool digits_only = column.mostly(column.integers);
  only->to = "occurred_at";
  only->confidence = dates == 1 && !digits_only ? Confidence::medium : Confidence::low;
  only->why = dates == 1
                  ? Localized{"日付の値を持つ唯一の列", "the only column that holds dates"}
                  : Localized{"日付の値を持つ列の一つ", "one of several columns that hold dates"};
}

void guess_email_by_values(FileMapping& mapping, const FileSample& sample) {
  const FactTable* table = find_fact_table(mapping.table);
  if (!find_field(*table, "email") || mapping.has_field("email")) return;
  for (MappingEntry& entry : mapping.columns) {
    const ColumnProfile& column = profile_of(sample, entry.column);
    if (entry.to != "properties" || !column.mostly(column.emails)) continue;
    entry.to = "email";
    entry.confidence = Confidence::medium;
    entry.why = {"値がメールアドレス", "its values are e-mail addresses"};
    return;
  }
}

void guess_amount_by_values(FileMapping& mapping, const FileSample& sample) {
  if (mapping.table != "actions") return;
  if (mapping.has_field("amount") || mapping.has_field("amount_minor")) return;
  for (MappingEntry& entry : mapping.columns) {
    const ColumnProfile& column = profile_of(sample, entry.column);
    if (entry.to != "properties" || column.currency.empty()) continue;
    if (!column.mostly(column.numbers)) continue;
    entry.to = "amount";
    entry.confidence = Confidence::medium;
    entry.why = {"値に通貨の印がある", "its values carry a currency sign"};
    return;
  }
}

// #1001, as Shopify calls an order by its "Name".
void guess_order_by_values(FileMapping& mapping, const FileSample& sample) {
  if (mapping.table != "actions" || mapping.has_field("order_id")) return;
  for (std::size_t i = 0; i < sample.head.header.size(); ++i) {
    MappingEntry* entry = entry_of(mapping, sample.head.header[i]);
    if (entry == nullptr || entry->to != "properties" || header_key(entry->column) != "name") {
      continue;
    }
    for (std::size_t row = 0; row < sample.first_rows.rows; ++row) {
      const std::string_view cell = sample.first_rows.columns[i].cell(row);
      if (cell.size() < 2 || cell[0] != '#' || cell[1] < '0' || cell[1] > '9') return;
    }
    entry->to = "order_id";
    entry->confidence = Confidence::medium;
    entry->why = {"値が注文番号の形(#1001 など)", "its values are written as orders are (#1001)"};
    return;
  }
}

// An id by the ending of the header alone is only a low guess: it must be confirmed.
void guess_who_by_ending(FileMapping& mapping) {
  if (mapping.has_field("customer_id") || mapping.has_field("email") ||
      mapping.has_field("phone") || mapping.has_field("external_id")) {
    return;
  }
  for (MappingEntry& entry : mapping.columns) {
    const std::string key = header_key(entry.column);
    const bool ends = key.ends_with("id") || key.ends_with("番号") || key.ends_with("コード");
    if (entry.to != "properties" || !ends) continue;
    entry.to = "customer_id";
    entry.confidence = Confidence::low;
    entry.why = {"見出しが番号らしいだけ", "only because the header ends like an id"};
    return;
  }
}

std::string kind_of(const FileMapping& mapping, const FileSample& sample) {
  const bool money = mapping.has_field("amount") || mapping.has_field("amount_minor") ||
                     mapping.has_field("unit_price") || mapping.has_field("order_id");
  const std::string_view by_file =
      kind_named(sample.file_name.substr(0, sample.file_name.find('.')));
  if (by_file == "return" || by_file == "cancel" || by_file == "renew") return std::string(by_file);
  if (money) return "order";
  const MappingEntry* date = mapping.find_field("occurred_at");
  const std::string_view by_date = date == nullptr ? "" : kind_named(date->column);
  return std::string(by_date.empty() ? by_file : by_date);
}

void guess_kind(FileMapping& mapping, const FileSample& sample) {
  if (mapping.table != "actions" || mapping.has_field("kind")) return;
  const std::string kind = kind_of(mapping, sample);
  if (!kind.empty()) mapping.values.push_back({"kind", kind});
}

bool tells_a_status(std::string_view header) {
  static constexpr std::array<std::string_view, 8> kWords{
      "status", "state", "ステータス", "状況", "状態", "キャンセル", "cancel", "refund"};
  const std::string key = header_key(header);
  return std::ranges::any_of(
      kWords, [&](std::string_view word) { return key.find(word) != std::string::npos; });
}

// A payment that failed is no order either.
bool tells_undone(std::string_view value) {
  static constexpr std::array<std::string_view, 8> kFailed{"failed", "declined", "voided", "unpaid",
                                                           "失敗",   "不成立",   "無効",   "未払"};
  const std::string_view kind = kind_named(value);
  if (kind == "cancel" || kind == "return") return true;
  const std::string key = header_key(value);
  return std::ranges::any_of(
      kFailed, [&](std::string_view word) { return key.find(word) != std::string::npos; });
}

// What a shop calls cancelled in a column of its own is an order here: nothing else says what that
// column's words mean. Whoever reads the report learns it and how to leave such rows out.
void warn_of_cancelled(FileMapping& mapping, const FileSample& sample) {
  const bool orders = std::ranges::any_of(mapping.values, [](const FixedValue& value) {
    return value.to == "kind" && value.text == "order";
  });
  if (!orders) return;
  for (MappingEntry& entry : mapping.columns) {
    if (entry.to != "properties" || !tells_a_status(entry.column)) continue;
    Localized undone;
    for (const auto& [value, count] : profile_of(sample, entry.column).values) {
      if (!tells_undone(value)) continue;
      undone.ja += fmt::format("「{}」", value);
      undone.en += (undone.en.empty() ? "" : ", ") + value;
    }
    if (undone.empty()) continue;
    entry.confidence = Confidence::medium;
    entry.why = {
        fmt::format("{}の行も注文に数える（ファイルから除くか、--where で外す）", undone.ja),
        fmt::format("rows that say {} count as orders too (take them out of the file, or "
                    "leave them out by --where)",
                    undone.en)};
  }
}

bool is_clock_name(std::string_view header) {
  static constexpr std::array<std::string_view, 19> kNames{
      "time",     "時刻",     "時間",      "注文時刻", "購入時刻",       "来店時刻", "売上時刻",
      "取引時刻", "来店時間", "予約時間",  "予約時刻", "注文時間",       "購入時間", "取引時間",
      "会計時刻", "会計時間", "ordertime", "saletime", "transactiontime"};
  return std::ranges::find(kNames, header_key(header)) != kNames.end();
}

// A day in one column and the time of day in another are one moment.
void join_day_and_clock(FileMapping& mapping, const FileSample& sample) {
  const MappingEntry* day = mapping.find_field("occurred_at");
  if (day == nullptr || profile_of(sample, day->column).clocks > 0) return;
  if (profile_of(sample, day->column).many_times) return;
  for (MappingEntry& clock : mapping.columns) {
    const ColumnProfile& column = profile_of(sample, clock.column);
    const bool is_clock = column.mostly(column.clocks) && column.filled == sample.profile.rows;
    if (clock.to != "properties" || !is_clock || !is_clock_name(clock.column)) continue;
    mapping.values.push_back(
        {"occurred_at", fmt::format("{{{}}} {{{}}}", day->column, clock.column)});
    const Localized why{"日付と時刻を合わせて occurred_at にした",
                        "day and time together are occurred_at"};
    clock.to = "ignore";
    clock.why = why;
    MappingEntry* joined = entry_of(mapping, day->column);
    joined->to = "ignore";
    joined->why = why;
    return;
  }
}

constexpr std::array<std::string_view, 10> kFamilyNames{
    "姓",       "苗字",    "名字",       "氏名姓", "お名前姓",
    "lastname", "surname", "familyname", "last",   "nachname"};
constexpr std::array<std::string_view, 9> kGivenNames{
    "名", "氏名名", "お名前名", "firstname", "givenname", "forename", "first", "名前名", "vorname"};

MappingEntry* kept_column(FileMapping& mapping, std::span<const std::string_view> names) {
  const auto found = std::ranges::find_if(mapping.columns, [&](const MappingEntry& entry) {
    return entry.to == "properties" &&
           std::ranges::find(names, header_key(entry.column)) != names.end();
  });
  return found == mapping.columns.end() ? nullptr : &*found;
}

// A family name in one column and a given name in another are one name, in the order of its
// language.
void join_names(FileMapping& mapping) {
  if (mapping.table != "customers" || mapping.has_field("name")) return;
  MappingEntry* family = kept_column(mapping, kFamilyNames);
  MappingEntry* given = kept_column(mapping, kGivenNames);
  if (family == nullptr || given == nullptr) return;
  const bool english =
      std::ranges::all_of(family->column, [](unsigned char c) { return c < 0x80; });
  const MappingEntry* first = english ? given : family;
  const MappingEntry* second = english ? family : given;
  mapping.values.push_back({"name", fmt::format("{{{}}} {{{}}}", first->column, second->column)});
  for (MappingEntry* entry : {family, given}) {
    entry->to = "ignore";
    entry->why = {"姓と名を合わせて name にした", "family and given name together are name"};
  }
}

// The amount of a whole order stands on each of its lines, or on one: lines have their own price.
void drop_order_total(FileMapping& mapping, const FileSample& sample) {
  if (mapping.table != "actions" || !amount_is_of_order(mapping, sample)) return;
  MappingEntry* total = entry_of(mapping, mapping.find_field("amount")->column);
  total->to = "properties";
  total->confidence = Confidence::medium;
  total->why = {"注文全体の金額が行に繰り返されるので、単価×数量を金額にした",
                "the amount of the whole order on its lines: unit price times quantity is taken"};
}

// Beside a quantity, a plain price is that of one piece.
void take_price_of_one(FileMapping& mapping) {
  static constexpr std::array<std::string_view, 6> kNames{"価格",     "販売価格", "商品価格",
                                                          "税込価格", "price",    "preis"};
  if (mapping.table != "actions" || !mapping.has_field("quantity")) return;
  if (mapping.has_field("unit_price")) return;
  const auto price = std::ranges::find_if(mapping.columns, [](const MappingEntry& entry) {
    return (entry.to == "amount" || entry.to == "properties") &&
           std::ranges::find(kNames, header_key(entry.column)) != kNames.end();
  });
  if (price == mapping.columns.end()) return;
  price->to = "unit_price";
  price->confidence = Confidence::medium;
  price->why = {"数量の列があるので、一個の価格", "the price of one, as there is a quantity"};
}

// In Amazon's reports "item-price" is of the line, with the quantity in it: "equal to the selling
// price of the item multiplied by the quantity ordered" (Selling Partner API, OrderItem.ItemPrice).
void take_price_of_amazons_line(FileMapping& mapping) {
  MappingEntry* price = entry_of(mapping, "item-price");
  if (price == nullptr || entry_of(mapping, "item-tax") == nullptr) return;
  if (price->to != "unit_price" || mapping.has_field("amount")) return;
  price->to = "amount";
  price->why = {"Amazonの item-price は数量を掛けた行の金額",
                "Amazon's item-price is of the line, its quantity included"};
}

// What a shop calls the cost of an item ("Item Cost" of WooCommerce) is its price where the orders
// add up to it: nothing would be earned.
void take_cost_for_price(FileMapping& mapping, const FileSample& sample) {
  if (mapping.table != "actions" || !cost_is_price(mapping, sample)) return;
  MappingEntry* cost = entry_of(mapping, mapping.find_field("cost")->column);
  cost->to = "unit_price";
  cost->confidence = Confidence::medium;
  cost->why = {"掛ける数量の合計が注文の金額になるので、原価ではなく単価にした",
               "times the quantity it adds up to what was paid: a price, not a cost"};
}

// How the voices came in, where no column says it.
void guess_channel(FileMapping& mapping, const FileSample& sample) {
  if (mapping.table != "voices" || mapping.has_field("channel")) return;
  std::string names = header_key(sample.file_name);
  for (const std::string& header : sample.head.header) names += header_key(header);
  const bool review =
      names.find("review") != std::string::npos || names.find("口コミ") != std::string::npos ||
      names.find("クチコミ") != std::string::npos || names.find("レビュー") != std::string::npos;
  const auto inquiry = inquiry_words(sample);
  const bool form = inquiry && mapping.questions.size() == 1;
  const std::string asked = form ? "form" : "survey";
  mapping.values.push_back({"channel", inquiry && inquiry->ticket ? "ticket"
                                       : review                   ? "review"
                                                                  : asked});
}

// The clock by which a file's times are read is worth a look before they are.
void tell_utc(FileMapping& mapping) {
  for (MappingEntry& entry : mapping.columns) {
    const bool time = entry.to == "occurred_at" || entry.to == "first_seen_at";
    if (!time || !says_utc(entry.column) || entry.confidence == Confidence::low) continue;
    entry.why = {"見出しと値から、時刻はUTC", "by its header and its values; its times are UTC"};
  }
}

// An order id that is different in every row is the key: a later row corrects.
void guess_key(FileMapping& mapping, const FileSample& sample) {
  if (mapping.table != "actions" || mapping.has_field("action_id")) return;
  const MappingEntry* order = mapping.find_field("order_id");
  if (order == nullptr) return;
  const ColumnProfile& column = profile_of(sample, order->column);
  if (column.is_unique() && column.filled == sample.profile.rows) {
    mapping.values.push_back({"action_id", fmt::format("{{{}}}", order->column)});
  }
}

// An id column that repeats cannot be the key of rows, but where rows are there twice.
void drop_repeating_key(FileMapping& mapping, const FileSample& sample) {
  for (const std::string_view key : {"action_id", "voice_id"}) {
    const MappingEntry* entry = mapping.find_field(key);
    if (entry == nullptr || !find_fact_table(mapping.table)->find(key)) continue;
    if (profile_of(sample, entry->column).names_rows()) continue;
    MappingEntry* mended = entry_of(mapping, entry->column);
    mended->to = "properties";
    mended->confidence = Confidence::medium;
    mended->why = {"値が重なるので行の番号ではない",
                   "its values repeat, so it is not the row's id"};
  }
}

void guess_writing(FileMapping& mapping, const FileSample& sample) {
  mapping.date_order = sample.profile.date_order();
  std::int64_t comma = 0;
  std::int64_t point = 0;
  for (const ColumnProfile& column : sample.profile.columns) {
    comma += column.decimal_comma;
    point += column.decimal_point;
  }
  if (comma > point) mapping.decimal = Decimal::comma;
  for (const MappingEntry& entry : mapping.columns) {
    const ColumnProfile& column = profile_of(sample, entry.column);
    const bool date = entry.to == "occurred_at" || entry.to == "first_seen_at";
    if (date && column.mostly(column.serials)) mapping.spreadsheet_serial = true;
  }
}

void doubt_order(FileMapping& mapping, const FileSample& sample) {
  if (!sample.profile.order_is_open()) return;
  for (MappingEntry& entry : mapping.columns) {
    const ColumnProfile& column = profile_of(sample, entry.column);
    const bool date = entry.to == "occurred_at" || entry.to == "first_seen_at" ||
                      entry.to == "birth_date" || entry.to == "period";
    if (!date || column.either_order == 0) continue;
    entry.confidence = Confidence::low;
    entry.why = {"日と月のどちらが先か、値からは決まらない",
                 "the values do not tell whether the day or the month comes first"};
    // What is not needed is kept as it is written rather than read the wrong way round.
    if (entry.to != "occurred_at") {
      entry.to = "properties";
      continue;
    }
    mapping.doubts.push_back(
        {entry.to,
         entry.column,
         {"日と月のどちらが先か決まらない（[file] に date_order = \"day first\" か \"month "
          "first\"）",
          "the values do not tell whether the day or the month comes first (set date_order = "
          "\"day first\" or \"month first\" under [file])"}});
  }
}

void doubt_low(FileMapping& mapping) {
  for (const MappingEntry& entry : mapping.columns) {
    const bool required = entry.to == "occurred_at" || entry.to == "customer_id" ||
                          entry.to == "item_id" || entry.to == "account_id";
    const bool known = std::ranges::any_of(
        mapping.doubts, [&](const MappingDoubt& doubt) { return doubt.column == entry.column; });
    if (!required || entry.confidence != Confidence::low || known) continue;
    mapping.doubts.push_back({entry.to, entry.column, entry.why});
  }
  // Words are worth having without scores; scores of which none is sure are not.
  const QuestionColumn* doubtful = nullptr;
  for (const QuestionColumn& question : mapping.questions) {
    if (question.scale.low == question.scale.high) continue;
    if (question.confidence != Confidence::low) return;
    if (doubtful == nullptr) doubtful = &question;
  }
  if (doubtful != nullptr) {
    mapping.doubts.push_back({"score", doubtful->column, doubtful->why});
  }
}

}  // namespace

FileMapping guess_mapping(const FileSample& sample, const std::optional<std::string>& table) {
  const TableGuess guess = guess_table(sample);
  FileMapping mapping{.table = table.value_or(guess.table)};
  mapping.header_rows = sample.header_rows;
  take_questions(mapping, sample);
  take_columns(mapping, sample);
  guess_email_by_values(mapping, sample);
  if (mapping.table == "actions" || mapping.table == "voices") {
    guess_date_by_values(mapping, sample);
  }
  guess_amount_by_values(mapping, sample);
  guess_order_by_values(mapping, sample);
  if (mapping.table == "actions") guess_who_by_ending(mapping);
  drop_repeating_key(mapping, sample);
  guess_kind(mapping, sample);
  warn_of_cancelled(mapping, sample);
  guess_channel(mapping, sample);
  guess_key(mapping, sample);
  guess_writing(mapping, sample);
  tell_utc(mapping);
  if (!table && guess.doubt) mapping.doubts.push_back(*guess.doubt);
  take_price_of_one(mapping);
  take_price_of_amazons_line(mapping);
  take_cost_for_price(mapping, sample);
  drop_order_total(mapping, sample);
  doubt_order(mapping, sample);
  doubt_low(mapping);
  join_day_and_clock(mapping, sample);
  join_names(mapping);
  for (MappingDoubt& doubt : missing_fields(mapping)) mapping.doubts.push_back(std::move(doubt));
  return mapping;
}

std::vector<MappingDoubt> missing_fields(const FileMapping& mapping) {
  std::vector<MappingDoubt> missing;
  const auto need = [&](std::string_view field, Localized what) {
    if (!mapping.has_field(field)) missing.push_back({std::string(field), "", std::move(what)});
  };
  const std::string& table = mapping.table;
  const bool who = mapping.has_field("customer_id") || mapping.has_field("email") ||
                   mapping.has_field("phone") || mapping.has_field("external_id");
  if (table == "actions" || table == "voices") {
    need("occurred_at", {"いつのことか分かる列が無い", "no column says when it happened"});
  }
  if (table == "actions") {
    if (!who) need("customer_id", {"誰のことか分かる列が無い", "no column says whose it is"});
    need("kind", {"何をしたのか分からない（[values] に kind = \"visit\" など）",
                  "nothing says what was done (set kind = \"visit\" or so under [values])"});
  }
  if (table == "voices" && mapping.questions.empty()) {
    const bool says =
        mapping.has_field("score") || mapping.has_field("text") || mapping.has_field("status");
    if (!says) need("text", {"答えの列が無い", "no column holds answers"});
    if (mapping.has_field("score")) {
      need("question", {"何を聞いた答えか分からない（[values] に question = \"csat\" など）",
                        "nothing says what was asked (set question = \"csat\" or so under "
                        "[values])"});
    }
  }
  if (table == "actions" || table == "voices") return missing;
  for (const std::string& key : find_fact_table(table)->key) {
    // An optional part of the market's key may be blank.
    if (table == "market" && key != "period") continue;
    need(key, {fmt::format("{} の列が無い", key), fmt::format("no column holds the {}", key)});
  }
  return missing;
}

}  // namespace mikata
