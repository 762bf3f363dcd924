// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/import.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "mikata/ingest/fold_text.h"
#include "mikata/ingest/import_plan.h"
#include "mikata/ingest/import_run.h"
#include "mikata/ingest/map_file.h"

namespace mikata {
namespace {

namespace fs = std::filesystem;

// "20261031-093012-3f9a": when, and enough to tell two imports of one second apart.
std::string new_import_id() {
  const auto now =
      std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  return fmt::format("{:%Y%m%d-%H%M%S}-{:04x}", fmt::gmtime(now), std::random_device{}() & 0xFFFFU);
}

ConvertSettings convert_settings(const BookSettings& settings) {
  return {.timezone = settings.timezone, .currency = settings.currency};
}

void refuse_doubts(const ImportPlan& plan) {
  Localized doubts;
  for (const FilePlan& file : plan.files) {
    for (const MappingDoubt& doubt : file.mapping.doubts) {
      const std::string_view between = doubts.empty() ? "" : "; ";
      const std::string column = doubt.column.empty() ? "" : " = " + doubt.column;
      doubts = localized({"{}{}{}: {}{}: {}", "{}{}{}: {}{}: {}"}, doubts, between, file.name,
                         doubt.to, column, doubt.what);
    }
  }
  if (doubts.empty()) return;
  throw MappingNotSure(
      localized({"対応づけが確かではありません: {}（対応表を確かめて直し、--map で渡してください）",
                 "mapping not sure: {} (confirm or mend the map, and give it with --map)"},
                doubts),
      report_of(plan));
}

void refuse_empty(const RunOutcome& outcome, const ImportReport& report) {
  if (outcome.usable_rows > 0) return;
  if (report.rejected.empty()) {
    fail(ErrorKind::invalid_argument,
         {"取り込む行がありません: {}（どの行も空です）",
          "no row to import: {} (the rows are blank)"},
         report.files.front().file);
  }
  // Rows that cannot be split come before cells that cannot be read: the first is the first by
  // line.
  const RejectedRow& first = *std::ranges::min_element(report.rejected, {}, &RejectedRow::line);
  const Localized column =
      first.column.empty() ? Localized{} : localized({"、列 {}", ", column {}"}, first.column);
  fail(ErrorKind::invalid_argument,
       {"使える行がありません: {} 行すべてを取り込めません。最初は {} {} 行目{}: 「{}」: {}",
        "no usable row: all {} were rejected, the first in {} line {}{}: \"{}\": {}"},
       report.rejected_total, first.file, first.line, column, first.value, first.reason);
}

// Ids that repeat are those of copies, as where exports that overlap were put into one file; else
// the column is no key, and keys are made.
void mend_key(ImportPlan& plan, const FilePlan& repeated) {
  const auto file = std::ranges::find(plan.files, repeated.path, &FilePlan::path);
  if (!file->copies) {
    file->copies = true;
    return;
  }
  FileMapping& mapping = file->mapping;
  const std::string key = find_fact_table(mapping.table)->key.front();
  std::erase_if(mapping.values, [&](const FixedValue& value) { return value.to == key; });
  for (MappingEntry& entry : mapping.columns) {
    if (entry.to == key) entry.to = "properties";
  }
  plan.notes.push_back(
      {fmt::format("{}: 番号が重なる行があるので、行の中身を番号の代わりにした", file->name),
       fmt::format("{}: ids repeat, so rows are told apart by what they say", file->name)});
}

ImportReport dry_run(ImportPlan& plan, const ImportOptions& options,
                     const ConvertSettings& settings) {
  for (;;) {
    ImportReport report = report_of(plan);
    const RunOutcome outcome = run_plan(plan, options, settings, nullptr, report);
    if (outcome.key_repeats == nullptr) {
      refuse_empty(outcome, report);
      report.accepted = outcome.usable_rows;
      return report;
    }
    mend_key(plan, *outcome.key_repeats);
  }
}

std::int64_t count(const Store& store, const std::string& sql, const std::string& import_id) {
  const Table table = store.query({.sql = sql, .bindings = {{"import_id", import_id}}});
  return as_integer(table.rows.at(0).at(0));
}

// In rows of the files, as everything in the report: a respondent counts once.
std::int64_t count_linked(const Store& store, const std::string& import_id) {
  const auto linked = [&](std::string_view table, std::string_view what) {
    return count(store,
                 fmt::format("SELECT count(DISTINCT {}) FROM {}_now AS f INNER JOIN "
                             "identities_now AS i ON i.identity = f.identity WHERE f.import_id = "
                             "$import_id AND f.customer_id IS NULL",
                             what, table),
                 import_id);
  };
  return linked("actions", "f.action_id") + linked("voices", "coalesce(f.response_id, f.voice_id)");
}

// The column by which actions name somebody without a customer id; "" when there is none.
std::string naming_column(const ImportReport& report) {
  for (const std::string_view field : {"actions.email", "actions.phone", "actions.external_id"}) {
    const auto found = std::ranges::find(report.mapping, field, &MappedColumn::to);
    if (found != report.mapping.end()) return found->column;
  }
  return {};
}

// Actions by e-mail, phone or external id of nobody who is known: no question counts them.
void note_unknown(ImportReport& report, const Store& store) {
  const std::int64_t rows =
      count(store,
            "SELECT count(*) FROM actions_now AS f LEFT JOIN identities_now AS i ON i.identity = "
            "f.identity WHERE f.import_id = $import_id AND f.customer_id IS NULL AND "
            "i.customer_id IS NULL",
            report.import_id);
  if (rows == 0) return;
  const std::string column = naming_column(report);
  report.notes.push_back(
      {fmt::format("{} 行は誰のことか分からず、まだ数えない（メールや電話のある顧客の表を取り込むか"
                   "、この取り込みを元に戻し、--who '{}' を付けて取り込み直す）",
                   rows, column),
       fmt::format("{} of nobody who is known, not counted yet (import customers with their e-mail "
                   "or phone, or "
                   "take this import back and import again with --who '{}')",
                   rows == 1 ? "1 action is" : fmt::format("{} actions are", rows), column)});
}

// A respondent's row is new when one of its answers is, and known when all of them are.
void count_survey_rows(ImportReport& report, const SurveyOutcome& survey, const Store& store) {
  const Table table =
      store.query({.sql = "SELECT count(*), count(DISTINCT response_id) FROM voices "
                          "WHERE import_id = $import_id AND source = $source",
                   .bindings = {{"import_id", report.import_id}, {"source", survey.source}}});
  const std::int64_t answers = as_integer(table.rows.at(0).at(0));
  const std::int64_t respondents = as_integer(table.rows.at(0).at(1));
  report.accepted += respondents - answers;
  report.duplicates += (survey.respondents - respondents) - (survey.answers - answers);
}

// The report counts rows of files; ways to recognise a customer that came along are none.
void set_counts(ImportReport& report, const AppendResult& result, const RunOutcome& outcome,
                const Store& store) {
  report.accepted = result.accepted;
  report.duplicates = result.duplicates;
  report.corrections = result.corrections;
  if (outcome.identities > 0) {
    const std::int64_t kept = count(
        store, "SELECT count(*) FROM identities WHERE import_id = $import_id", report.import_id);
    report.accepted -= kept;
    report.duplicates -= outcome.identities - kept;
  }
  for (const SurveyOutcome& survey : outcome.surveys) count_survey_rows(report, survey, store);
  report.corrections = std::min(report.corrections, report.accepted);
  report.linked = count_linked(store, report.import_id);
  note_unknown(report, store);
}

void remember(Book& book, const ImportPlan& plan) {
  for (const FilePlan& file : plan.files) {
    if (!file.mapping.remembered) {
      book.remember_mapping(file.shape, map_text(file.mapping, file.name));
    }
  }
}

// Publishes one attempt; nullopt when a guessed key repeats and the plan must be mended.
std::optional<ImportReport> try_import(Book& book, ImportPlan& plan, const ImportOptions& options) {
  ImportReport report = report_of(plan);
  report.import_id = new_import_id();
  const auto append = book.store().append(report.import_id);
  const RunOutcome outcome =
      run_plan(plan, options, convert_settings(book.settings()), append.get(), report);
  if (outcome.key_repeats != nullptr) {
    mend_key(plan, *outcome.key_repeats);
    return std::nullopt;
  }
  refuse_empty(outcome, report);
  const std::string& last = plan.files.back().name;
  const AppendResult result = append->publish([&](double share) {
    refuse_when_stopped(options, last);
    if (options.progress) options.progress({.file = last, .worked_out = share});
  });
  set_counts(report, result, outcome, book.store());
  return report;
}

// The currency that the files speak of: a sign, a unit in a header, a currency column, or decimals.
std::string guess_currency(const ImportPlan& plan) {
  bool decimals = false;
  for (const FilePlan& file : plan.files) {
    for (const MappingEntry& entry : file.mapping.columns) {
      const auto column =
          std::ranges::find(file.profile.columns, entry.column, &ColumnProfile::header);
      if (column == file.profile.columns.end()) continue;
      if (entry.to == "currency" && !column->values.empty()) {
        const auto usual = std::ranges::max_element(column->values, {},
                                                    [](const auto& value) { return value.second; });
        const std::string code = currency_named(usual->first);
        if (!code.empty()) return code;
      }
      const bool money = entry.to == "amount" || entry.to == "price" || entry.to == "unit_price" ||
                         entry.to == "cost" || entry.to == "discount";
      if (!money) continue;
      if (!column->currency.empty()) return column->currency;
      const std::string unit = currency_of(header_unit(entry.column));
      if (!unit.empty()) return unit;
      decimals = decimals || column->decimals > 0;
    }
  }
  return decimals ? "USD" : "JPY";
}

}  // namespace

ImportReport import_files(Book& book, const ImportOptions& options) {
  ImportPlan plan =
      plan_import(options, [&](const std::string& shape) { return book.mapping(shape); });
  refuse_doubts(plan);
  if (options.dry_run) return dry_run(plan, options, convert_settings(book.settings()));
  std::optional<ImportReport> report;
  while (!report) report = try_import(book, plan, options);
  remember(book, plan);
  return *std::move(report);
}

ImportReport preview_import(const BookSettings& settings, const ImportOptions& options) {
  ImportPlan plan = plan_import(options, [](const std::string&) { return std::nullopt; });
  refuse_doubts(plan);
  return dry_run(plan, options, convert_settings(settings));
}

BookSettings guess_settings(const ImportOptions& options) {
  const ImportPlan plan = plan_import(options, [](const std::string&) { return std::nullopt; });
  BookSettings settings;
  settings.currency = guess_currency(plan);
  const fs::path first = fs::absolute(options.files.front()).lexically_normal();
  const fs::path named = first.has_filename() ? first : first.parent_path();
  const std::string name = named.filename().string();
  settings.name = fs::is_directory(first) ? name : name.substr(0, name.find('.'));
  return settings;
}

}  // namespace mikata
