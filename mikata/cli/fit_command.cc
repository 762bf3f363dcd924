// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <cmath>

#include "mikata/base/csv.h"
#include "mikata/base/error.h"
#include "mikata/base/json.h"
#include "mikata/base/suggest.h"
#include "mikata/cli/commands.h"
#include "mikata/cli/fit_model.h"
#include "mikata/cli/layout.h"
#include "mikata/cli/number_text.h"
#include "mikata/cli/output.h"
#include "mikata/cli/text.h"
#include "mikata/stats/forecast_accuracy.h"

namespace mikata::cli {
namespace {

using nlohmann::ordered_json;
using stats::ForecastAccuracy;

const FitModel& find_model(const std::string& name) {
  std::vector<std::string> names;
  std::string all;
  for (const FitModel& model : fit_models()) {
    if (model.name == name) return model;
    names.push_back(model.name);
    all += (all.empty() ? "" : ", ") + model.name;
  }
  const Localized near = did_you_mean(name, names);
  const Localized list = localized({"（{} のどれか）", " (one of {})"}, all);
  fail(ErrorKind::not_found, {"モデルが見つかりません: {}{}", "model not found: {}{}"}, name,
       near.empty() ? list : near);
}

double unit_days(const Parsed& parsed) {
  const std::string unit = parsed.get("unit").value_or("week");
  if (unit == "day") return 1;
  if (unit == "week") return 7;
  if (unit == "month") return 365.25 / 12;
  if (unit == "year") return 365.25;
  fail(ErrorKind::invalid_argument,
       {"単位がわかりません: {}（day、week、month、year のどれか）",
        "unit not known: {} (day, week, month or year)"},
       unit);
}

// "39w" or "90d".
int days_of(const std::string& word) {
  const std::size_t digits = word.find_first_not_of("0123456789");
  const int number = digits == 0 || digits > 6 ? 0 : std::atoi(word.substr(0, digits).c_str());
  const std::string unit = digits == std::string::npos ? "" : word.substr(digits);
  if (number > 0 && unit == "d") return number;
  if (number > 0 && unit == "w") return 7 * number;
  fail(ErrorKind::invalid_argument,
       {"期間の長さを読み取れません: {}（39w や 90d のように書きます）",
        "length of time not understood: {} (39w or 90d)"},
       word);
}

// "age, channel"
std::vector<std::string> split_list(const std::string& list) {
  std::vector<std::string> words;
  std::size_t begin = 0;
  while (begin <= list.size()) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    const std::size_t first = list.find_first_not_of(' ', begin);
    const std::size_t last = list.find_last_not_of(' ', end == 0 ? 0 : end - 1);
    if (first == std::string::npos || first >= end) {
      fail(ErrorKind::invalid_argument,
           {"共変量の書き方を読み取れません: '{}'（age,channel のように書きます）",
            "covariates not understood: '{}' (age,channel)"},
           list);
    }
    words.push_back(list.substr(first, last - first + 1));
    begin = end + 1;
  }
  return words;
}

CutOptions cut_options(const Parsed& parsed) {
  CutOptions cut{.until = {}, .unit_days = unit_days(parsed), .holdout_days = 0};
  if (const auto until = parsed.get("until")) {
    cut.until = parse_iso_day(*until);
    if (!cut.until)
      fail(
          ErrorKind::invalid_argument,
          {"日付として読めません: {}（2026-10-31 のように書きます）", "not a day: {} (2026-10-31)"},
          *until);
  }
  if (const auto holdout = parsed.get("holdout")) cut.holdout_days = days_of(*holdout);
  return cut;
}

// How the model and the plain history rate x / T did in the hold-out.
struct Judged {
  std::string name;
  ForecastAccuracy accuracy;
};

std::vector<Judged> judge(const FitFile& file, const FitOutcome& fit, const CutOptions& cut) {
  if (file.holdout_days == 0 || !fit.expected) return {};
  const double t = file.holdout_days / cut.unit_days;
  std::vector<stats::Forecast> model;
  std::vector<stats::Forecast> rate;
  for (const FitRow& row : file.rows) {
    const models::History& h = row.history;
    model.push_back({fit.expected(row, t), row.after, row.customers});
    rate.push_back({h.age > 0 ? h.frequency / h.age * t : 0, row.after, row.customers});
  }
  return {{"model", *stats::forecast_accuracy(model)},
          {"history rate x/T", *stats::forecast_accuracy(rate)}};
}

Value optional_number(const std::optional<double>& value) {
  return value ? Value(*value) : Value();
}

struct Report {
  std::string model;
  std::string file_name;
  FitFile file;
  FitOutcome fit;
  std::vector<Judged> judged;
};

ordered_json number_or_null(const std::optional<double>& value) {
  return value ? ordered_json(*value) : ordered_json();
}

ordered_json report_json(const Report& report) {
  const auto& certainty = report.fit.certainty;
  ordered_json parameters = ordered_json::array();
  for (const FitParameter& p : report.fit.parameters) {
    ordered_json row{{"name", p.name}, {"value", p.value}};
    if (certainty.converged) {
      row["standard_error"] = p.standard_error;
      row["low"] = p.interval.low;
      row["high"] = p.interval.high;
    }
    parameters.push_back(std::move(row));
  }
  ordered_json document{{"model", report.model},
                        {"file", report.file_name},
                        {"customers", report.fit.customers},
                        {"patterns", report.fit.patterns}};
  if (report.file.are_transactions) {
    document["start"] = to_string(*report.file.first);
    document["until"] = to_string(*report.file.until);
    document["returns"] = report.file.returns;
  }
  document["parameters"] = parameters;
  document["log_likelihood"] = certainty.log_likelihood;
  document["converged"] = certainty.converged;
  document["reason"] = certainty.reason;
  document["evaluations"] = certainty.evaluations;
  document["seconds"] = report.fit.seconds;
  document["notes"] = report.fit.notes;
  if (report.judged.empty()) return document;
  document["holdout_days"] = report.file.holdout_days;
  for (const auto& [name, a] : report.judged) {
    document["holdout"].push_back({{"forecaster", name},
                                   {"actual", a.actual},
                                   {"forecast", a.forecast},
                                   {"bias", number_or_null(a.bias)},
                                   {"mae", a.mae},
                                   {"rmse", a.rmse},
                                   {"pearson", number_or_null(a.pearson)},
                                   {"spearman", number_or_null(a.spearman)},
                                   {"gini", number_or_null(a.gini)}});
  }
  return document;
}

Table parameter_table(const FitOutcome& fit) {
  Table table;
  for (const char* name : {"parameter", "value", "standard_error", "low", "high"}) {
    table.columns.push_back({.name = name});
  }
  for (const FitParameter& p : fit.parameters) {
    Row row{p.name, p.value, {}, {}, {}};
    if (fit.certainty.converged) {
      row = {p.name, p.value, p.standard_error, p.interval.low, p.interval.high};
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table holdout_table(const std::vector<Judged>& judged) {
  Table table;
  for (const char* name :
       {"hold-out", "forecast", "actual", "bias", "MAE", "RMSE", "Pearson", "Spearman", "Gini"}) {
    table.columns.push_back({.name = name});
  }
  for (const auto& [name, a] : judged) {
    table.rows.push_back({name, a.forecast, a.actual, optional_number(a.bias), a.mae, a.rmse,
                          optional_number(a.pearson), optional_number(a.spearman),
                          optional_number(a.gini)});
  }
  return table;
}

// Six significant digits; words as they are.
std::string cell_text(const Value& value) {
  if (is_null(value)) return "–";
  if (const auto* number = std::get_if<double>(&value)) return fmt::format("{:.7g}", *number);
  return as_text(value);
}

std::string table_text(const Table& table, int width) {
  std::vector<TextColumn> columns;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    TextColumn column{.title = table.columns[i].name, .right = i > 0};
    for (const Row& row : table.rows) column.cells.push_back(cell_text(row[i]));
    columns.push_back(std::move(column));
  }
  return lay_out(columns, width);
}

std::string report_text(const Report& report, const Invocation& invocation) {
  const auto& [model, name, file, fit, judged] = report;
  std::string out = say(text::kFitHead, invocation.language, model, name,
                        grouped(std::llround(fit.customers)), fit.patterns);
  if (file.are_transactions) {
    out += say(text::kFitPeriod, invocation.language, to_string(*file.first),
               to_string(*file.until), invocation.parsed.get("unit").value_or("week"));
  }
  out += "\n\n" + table_text(parameter_table(fit), invocation.terminal.width) + '\n';
  const auto& certainty = fit.certainty;
  out += fmt::format("log-likelihood {:.6f}\n", certainty.log_likelihood);
  out +=
      certainty.converged ? "converged yes\n" : fmt::format("converged no: {}\n", certainty.reason);
  out += fmt::format("time {:.3f} s, {} evaluations\n", fit.seconds, certainty.evaluations);
  for (const std::string& note : fit.notes) out += note + '\n';
  if (file.returns > 0) {
    out += say(text::kFitReturns, invocation.language, grouped(std::llround(file.returns))) + '\n';
  }
  if (!judged.empty()) {
    out += '\n' + table_text(holdout_table(judged), invocation.terminal.width);
  }
  return out;
}

}  // namespace

int run_fit(Invocation& invocation) {
  const Parsed& parsed = invocation.parsed;
  const FitModel& model = find_model(invocation.words.front());
  const CutOptions cut = cut_options(parsed);
  FitColumns columns{.customer = parsed.get("customer"),
                     .date = parsed.get("date"),
                     .amount = parsed.get("amount"),
                     .survivors = parsed.get("survivors")};
  if (const auto covariates = parsed.get("covariates"))
    columns.covariates = split_list(*covariates);
  if (parsed.has("customers")) columns.customers = parsed.get_integer("customers", 0, 1);
  if (!columns.covariates.empty() && model.name != "bgnbd" && model.name != "pnbd") {
    fail(ErrorKind::invalid_argument,
         {"{} では共変量を使えません（bgnbd か pnbd なら使えます）",
          "{} takes no covariates (bgnbd and pnbd do)"},
         model.name);
  }
  const auto file = invocation.path(invocation.words[1]);
  Report report{.model = model.name,
                .file_name = file.filename().string(),
                .file = read_fit_file(file, columns, cut),
                .fit = {},
                .judged = {}};
  const auto start = std::chrono::steady_clock::now();
  report.fit = model.fit(
      report.file, static_cast<int>(std::min<std::int64_t>(parsed.get_integer("k", 0, 1), 100)));
  report.fit.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  report.judged = judge(report.file, report.fit, cut);
  switch (invocation.format) {
    case Format::json:
      write_json(invocation, report_json(report));
      break;
    case Format::csv:
      invocation.terminal.out << table_csv(parameter_table(report.fit), 0, CsvFor::program);
      break;
    case Format::table:
      invocation.terminal.out << report_text(report, invocation);
  }
  return 0;
}

}  // namespace mikata::cli
