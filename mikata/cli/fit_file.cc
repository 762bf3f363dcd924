// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/fit_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <unordered_map>

#include "mikata/base/date.h"
#include "mikata/base/error.h"
#include "mikata/base/suggest.h"
#include "mikata/ingest/import_plan.h"
#include "mikata/ingest/parse_amount.h"
#include "mikata/ingest/parse_date.h"
#include "mikata/ingest/reader.h"

namespace mikata::cli {
namespace {

// Cells of a whole file, row by row.
struct Sheet {
  std::string name;
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::int64_t> lines;
};

Sheet read_sheet(const std::filesystem::path& file) {
  Sheet sheet{.name = file.filename().string(), .header = {}, .rows = {}, .lines = {}};
  const auto reader = open_file(file);
  sheet.header = reader->head().header;
  CellBatch batch;
  while (reader->next(batch)) {
    if (!batch.bad_rows.empty()) {
      const BadRow& bad = batch.bad_rows.front();
      fail(ErrorKind::invalid_argument, {"{} {} 行目: {}", "{} line {}: {}"}, sheet.name, bad.line,
           Localized{bad.reason_ja, bad.reason_en});
    }
    for (std::size_t i = 0; i < batch.rows; ++i) {
      std::vector<std::string> row;
      for (const CellColumn& column : batch.columns) row.emplace_back(column.cell(i));
      sheet.rows.push_back(std::move(row));
      sheet.lines.push_back(batch.lines[i]);
    }
  }
  return sheet;
}

// Letters and digits alone, so that t.x, t_x and "T X" are one; case is kept for a single T or t.
std::string plain(const std::string& header) {
  std::string text;
  for (const char c : header) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) text += c;
  }
  if (text.size() > 1) {
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  }
  return text;
}

using Spellings = std::span<const std::string_view>;

constexpr std::string_view kFrequency[] = {"x", "frequency", "purchases"};
constexpr std::string_view kRecency[] = {"tx", "recency"};
constexpr std::string_view kAge[] = {"T", "age", "tcal", "t"};
constexpr std::string_view kValue[] = {"m", "monetary", "monetaryvalue", "zbar", "mx", "value"};
constexpr std::string_view kOccasions[] = {"n", "periods", "ncal", "opportunities", "occasions"};
constexpr std::string_view kCustomers[] = {"customers", "custs", "weights", "weight", "count", "n"};
constexpr std::string_view kPeriod[] = {"period", "year", "month", "t", "T", "timeperiod"};
constexpr std::string_view kSurvivors[] = {"survivors", "customers", "alive", "left"};

std::optional<std::size_t> find_column(const Sheet& sheet, Spellings spellings) {
  for (const std::string_view spelling : spellings) {
    for (std::size_t i = 0; i < sheet.header.size(); ++i) {
      if (plain(sheet.header[i]) == spelling) return i;
    }
  }
  return std::nullopt;
}

// A column as a person names it: its header, or its number from 1.
std::size_t named_column(const Sheet& sheet, const std::string& word) {
  const auto number = parse_number(word, Decimal::point);
  if (number && *number >= 1 && *number <= static_cast<double>(sheet.header.size())) {
    return static_cast<std::size_t>(*number) - 1;
  }
  const auto found = std::ranges::find(sheet.header, word);
  if (found != sheet.header.end()) return static_cast<std::size_t>(found - sheet.header.begin());
  Localized meant = did_you_mean(word, sheet.header);
  if (meant.empty()) {
    meant = localized({"（ファイルの列: {}）", " (it has {})"}, fmt::join(sheet.header, ", "));
  }
  fail(ErrorKind::invalid_argument,
       {"{} に列が見つかりません: {}{}", "column not found in {}: {}{}"}, sheet.name, word, meant);
}

double number_at(const Sheet& sheet, std::size_t row, std::size_t column) {
  const std::string& cell = sheet.rows[row][column];
  const auto number = parse_number(cell, Decimal::point);
  if (!number) {
    fail(ErrorKind::invalid_argument,
         {"{} {} 行目: {} が数ではありません: {}", "{} line {}: {} is not a number: {}"},
         sheet.name, sheet.lines[row], sheet.header[column], cell.empty() ? "''" : cell);
  }
  return *number;
}

// One number of a row: the column's own, or whether it says this text.
struct Covariate {
  std::string name;
  std::size_t column = 0;
  std::optional<std::string> text = {};
};

std::vector<Covariate> covariates_of(const Sheet& sheet, const FitColumns& columns) {
  constexpr std::size_t kMostTexts = 30;
  std::vector<Covariate> covariates;
  for (const std::string& word : columns.covariates) {
    const std::size_t column = named_column(sheet, word);
    const std::string& name = sheet.header[column];
    std::set<std::string> texts;
    for (const auto& row : sheet.rows) {
      if (!parse_number(row[column], Decimal::point)) texts.insert(row[column]);
    }
    if (texts.empty()) {
      covariates.push_back({name, column});
      continue;
    }
    for (const auto& row : sheet.rows) texts.insert(row[column]);
    if (texts.size() > kMostTexts) {
      fail(ErrorKind::invalid_argument,
           {"列の値の種類が多すぎます: {2}（{0} 種類あり、当てはめられるのは {1} 種類までです）",
            "column has {} different texts, more than {} groups cannot be fitted: {}"},
           texts.size(), kMostTexts, name);
    }
    for (auto text = std::next(texts.begin()); text != texts.end(); ++text) {
      covariates.push_back({name + "=" + *text, column, *text});
    }
  }
  return covariates;
}

std::vector<double> covariates_at(const Sheet& sheet, std::size_t row,
                                  const std::vector<Covariate>& covariates) {
  std::vector<double> values;
  for (const auto& [name, column, text] : covariates) {
    values.push_back(text ? (sheet.rows[row][column] == *text ? 1.0 : 0.0)
                          : number_at(sheet, row, column));
  }
  return values;
}

std::vector<std::string> names_of(const std::vector<Covariate>& covariates) {
  std::vector<std::string> names;
  for (const Covariate& covariate : covariates) names.push_back(covariate.name);
  return names;
}

// x, t_x, T, m, n columns as they stand.
FitFile read_histories(const Sheet& sheet, const std::vector<Covariate>& covariates) {
  const auto x = find_column(sheet, kFrequency);
  const auto t_x = find_column(sheet, kRecency);
  const auto age = find_column(sheet, kAge);
  const auto value = find_column(sheet, kValue);
  const auto occasions = find_column(sheet, kOccasions);
  auto customers = find_column(sheet, kCustomers);
  // n is the number of occasions where there is no T, else that of customers.
  if (!age && customers == occasions) customers = std::nullopt;
  FitFile file;
  file.covariate_names = names_of(covariates);
  file.has_value = value.has_value();
  file.has_occasions = occasions.has_value();
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    FitRow row;
    row.history.frequency = number_at(sheet, i, *x);
    if (t_x) row.history.recency = number_at(sheet, i, *t_x);
    if (age) row.history.age = number_at(sheet, i, *age);
    if (occasions) row.occasions = number_at(sheet, i, *occasions);
    if (value) row.value = number_at(sheet, i, *value);
    if (customers) row.customers = number_at(sheet, i, *customers);
    row.covariates = covariates_at(sheet, i, covariates);
    if (age) {
      models::check_history(row.history, fmt::format("{} line {}", sheet.name, sheet.lines[i]));
    }
    file.rows.push_back(row);
  }
  return file;
}

FitFile read_curve(const Sheet& sheet, std::size_t column, std::optional<std::int64_t> customers) {
  FitFile file;
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    file.survivors.push_back(number_at(sheet, i, column));
  }
  // A curve in per cent, of so many customers.
  const double first = file.survivors.front();
  if (!customers || first <= 0) return file;
  for (double& left : file.survivors) left *= static_cast<double>(*customers) / first;
  return file;
}

// Where the customer, the date and the money stand.
struct TransactionColumns {
  std::size_t customer = 0;
  std::size_t date = 0;
  std::optional<std::size_t> amount = {};
  DateRules dates = {};
  Decimal decimal = Decimal::point;
};

TransactionColumns transaction_columns(const std::filesystem::path& file, const Sheet& sheet,
                                       const FitColumns& given) {
  const ImportOptions options{.files = {file}, .table = "actions"};
  const ImportPlan plan = plan_import(options, [](const std::string&) { return std::nullopt; });
  const FileMapping& mapping = plan.files.front().mapping;
  const auto guessed = [&](const char* field) -> std::optional<std::string> {
    const MappingEntry* entry = mapping.find_field(field);
    return entry == nullptr ? std::nullopt : std::optional(entry->column);
  };
  const auto customer = given.customer ? given.customer : guessed("customer_id");
  const auto date = given.date ? given.date : guessed("occurred_at");
  const auto amount = given.amount ? given.amount : guessed("amount");
  if (!customer) {
    fail(ErrorKind::invalid_argument,
         {"{} に、どの顧客の行かを示す列がありません（--customer で列を指定してください）",
          "no column of {} says whose a row is (name it with --customer)"},
         sheet.name);
  }
  if (!date) {
    fail(ErrorKind::invalid_argument,
         {"{} に日付の列がありません（--date で列を指定してください）",
          "no column of {} holds dates (name it with --date)"},
         sheet.name);
  }
  TransactionColumns columns{.customer = named_column(sheet, *customer),
                             .date = named_column(sheet, *date)};
  if (amount) columns.amount = named_column(sheet, *amount);
  if (mapping.date_order) columns.dates.order = *mapping.date_order;
  columns.decimal = mapping.decimal;
  return columns;
}

struct CustomerDays {
  std::vector<double> covariates;
  std::map<int, double> days;  // day with a purchase -> money of it
  double returned = 0;         // money of returns on other days
  std::set<int> after;
};

Day day_at(const Sheet& sheet, std::size_t row, const TransactionColumns& columns) {
  const std::string& cell = sheet.rows[row][columns.date];
  const WrittenDate date = parse_date(cell, columns.dates);
  if (date.fault != DateFault::none) {
    fail(ErrorKind::invalid_argument,
         {"{} {} 行目: {} が日付ではありません: {}", "{} line {}: {} is not a day: {}"}, sheet.name,
         sheet.lines[row], sheet.header[columns.date], cell.empty() ? "''" : cell);
  }
  const std::int64_t days =
      date.microseconds / kDayMicroseconds - (date.microseconds % kDayMicroseconds < 0 ? 1 : 0);
  return {static_cast<std::int32_t>(days)};
}

FitRow history_of(const CustomerDays& customer, int until, double unit_days) {
  const int first = customer.days.begin()->first;
  FitRow row;
  row.history = {static_cast<double>(customer.days.size() - 1),
                 (customer.days.rbegin()->first - first) / unit_days, (until - first) / unit_days};
  double spent = customer.returned;
  for (auto day = std::next(customer.days.begin()); day != customer.days.end(); ++day) {
    spent += day->second;
  }
  row.value = row.history.frequency > 0 ? spent / row.history.frequency : 0;
  row.after = static_cast<double>(customer.after.size());
  row.covariates = customer.covariates;
  return row;
}

double sum_log_gaps(const CustomerDays& customer, double unit_days) {
  double sum = 0;
  for (auto day = std::next(customer.days.begin()); day != customer.days.end(); ++day) {
    sum += std::log((day->first - std::prev(day)->first) / unit_days);
  }
  return sum;
}

// A file without a header: its first row is a row.
void keep_first_row(Sheet& sheet, const TransactionColumns& columns) {
  if (parse_date(sheet.header[columns.date], columns.dates).fault != DateFault::none) return;
  sheet.rows.insert(sheet.rows.begin(), sheet.header);
  sheet.lines.insert(sheet.lines.begin(), 1);
}

// What is known of a customer from the beginning is the same in each of their rows.
void check_same(const Sheet& sheet, std::size_t row, const std::vector<double>& known,
                const std::vector<Covariate>& covariates) {
  const std::vector<double> here = covariates_at(sheet, row, covariates);
  const auto [was, is] = std::ranges::mismatch(known, here);
  if (is == here.end()) return;
  const std::size_t column = covariates[static_cast<std::size_t>(is - here.begin())].column;
  fail(ErrorKind::invalid_argument,
       {"{} {} 行目: {} が同じ顧客の中で変わっています: "
        "{}（共変量は、はじめからわかっている値に限ります）",
        "{} line {}: {} changes within a customer: {} (a covariate is known from the beginning)"},
       sheet.name, sheet.lines[row], sheet.header[column], sheet.rows[row][column]);
}

FitFile read_transactions(Sheet sheet, const TransactionColumns& columns, const CutOptions& cut,
                          const std::vector<Covariate>& covariates) {
  keep_first_row(sheet, columns);
  std::vector<Day> days;
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) days.push_back(day_at(sheet, i, columns));
  const auto [first, last] = std::ranges::minmax(days);
  FitFile file;
  file.are_transactions = true;
  file.covariate_names = names_of(covariates);
  file.has_value = columns.amount.has_value();
  file.first = first;
  file.until = cut.until.value_or(Day{last.days - cut.holdout_days});
  file.holdout_days = std::min(cut.holdout_days, last.days - file.until->days);
  if (cut.holdout_days > 0 && file.holdout_days <= 0) {
    fail(ErrorKind::invalid_argument,
         {"検証に残す期間がありません: {} は {} で終わっています（--until を指定してください）",
          "nothing to hold out: {} ends on {} (give --until)"},
         sheet.name, to_string(last));
  }
  std::unordered_map<std::string, CustomerDays> customers;
  std::vector<std::string> order;
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    const auto [found, is_new] = customers.try_emplace(sheet.rows[i][columns.customer]);
    if (is_new) {
      order.push_back(found->first);
      found->second.covariates = covariates_at(sheet, i, covariates);
    } else if (!covariates.empty()) {
      check_same(sheet, i, found->second.covariates, covariates);
    }
    const double amount = columns.amount ? number_at(sheet, i, *columns.amount) : 0;
    const int day = days[i].days;
    if (amount < 0) {
      ++file.returns;
      if (day <= file.until->days) found->second.returned += amount;
    } else if (day <= file.until->days) {
      found->second.days[day] += amount;
    } else if (day <= file.until->days + file.holdout_days) {
      found->second.after.insert(day);
    }
  }
  for (const std::string& customer : order) {
    const CustomerDays& of_customer = customers[customer];
    if (of_customer.days.empty()) continue;
    file.rows.push_back(history_of(of_customer, file.until->days, cut.unit_days));
    file.log_gaps += sum_log_gaps(of_customer, cut.unit_days);
  }
  if (file.rows.empty()) {
    fail(ErrorKind::invalid_argument,
         {"{} までに買った人がいません: {} は {} から始まっています",
          "nobody bought until {}: {} begins on {}"},
         to_string(*file.until), sheet.name, to_string(first));
  }
  return file;
}

}  // namespace

FitFile read_fit_file(const std::filesystem::path& file, const FitColumns& columns,
                      const CutOptions& cut) {
  Sheet sheet = read_sheet(file);
  if (sheet.rows.empty()) {
    fail(ErrorKind::invalid_argument,
         {"見出しだけで行がありません: {}", "file has a header but no rows: {}"}, sheet.name);
  }
  if (columns.survivors)
    return read_curve(sheet, named_column(sheet, *columns.survivors), columns.customers);
  const bool has_history = find_column(sheet, kFrequency) &&
                           (find_column(sheet, kRecency) || find_column(sheet, kValue));
  const std::vector<Covariate> covariates = covariates_of(sheet, columns);
  if (has_history && !columns.customer && !columns.date) return read_histories(sheet, covariates);
  const auto survivors = find_column(sheet, kSurvivors);
  if (find_column(sheet, kPeriod) && survivors)
    return read_curve(sheet, *survivors, columns.customers);
  const TransactionColumns where = transaction_columns(file, sheet, columns);
  return read_transactions(std::move(sheet), where, cut, covariates);
}

}  // namespace mikata::cli
