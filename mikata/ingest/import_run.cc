// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/import_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "mikata/ingest/append_beside.h"
#include "mikata/ingest/fact_preview.h"
#include "mikata/ingest/map_file.h"

namespace mikata {
namespace {

constexpr std::size_t kRejectedKept = 10'000;
constexpr std::size_t kValueKept = 200;

// At most 200 bytes, not cut inside of a character.
std::string shortened(std::string_view text) {
  if (text.size() <= kValueKept) return std::string(text);
  std::size_t end = kValueKept;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

void add_rejected(ImportReport& report, RejectedRow row) {
  ++report.rejected_total;
  if (report.rejected.size() < kRejectedKept) report.rejected.push_back(std::move(row));
}

void report_faults(ImportReport& report, const std::string& file, const CellBatch& cells,
                   const std::vector<CellFault>& faults) {
  for (const BadRow& bad : cells.bad_rows) {
    add_rejected(report, {.file = file,
                          .line = bad.line,
                          .column = "",
                          .value = shortened(bad.value),
                          .reason = {bad.reason_ja, bad.reason_en}});
  }
  report.rows += static_cast<std::int64_t>(cells.bad_rows.size());
  for (const CellFault& fault : faults) {
    add_rejected(report, {.file = file,
                          .line = cells.lines[fault.row],
                          .column = fault.column,
                          .value = shortened(fault.value),
                          .reason = fault.reason});
  }
}

// {} stands for the count; in English one thing and several are said differently.
struct CountNote {
  std::string_view ja;
  std::string_view one;
  std::string_view many;
};

void add_note(ImportReport& report, std::int64_t count, const CountNote& note) {
  if (count == 0) return;
  report.notes.push_back({fmt::format(fmt::runtime(note.ja), count),
                          fmt::format(fmt::runtime(count == 1 ? note.one : note.many), count)});
}

void note_counts(ImportReport& report, const ConvertCounts& counts) {
  add_note(report, counts.rounded,
           {"{} 件の金額を最小単位に丸めた", "{} amount rounded to the minor unit",
            "{} amounts rounded to the minor unit"});
  add_note(
      report, counts.blank_rows,
      {"{} 行は空だったので読み飛ばした", "{} blank row passed over", "{} blank rows passed over"});
  add_note(report, counts.silent_rows,
           {"{} 人はどの質問にも答えていない", "{} respondent answered none of the questions",
            "{} respondents answered none of the questions"});
  add_note(report, counts.unreadable_identities,
           {"{} 件のメール・電話は読めず、名寄せに使わなかった",
            "{} e-mail address or phone number could not be read and links nobody",
            "{} e-mail addresses or phone numbers could not be read and link nobody"});
  add_note(report, counts.same_rows,
           {"{} 行は前の行と同じだが、番号が無いので別のものとして数えた（期間の重なる書き出しを"
            "つなげたファイルなら、その行を消す）",
            "{} row is the same as an earlier one and, without an id, counts as well (take it out "
            "if the file was put together from exports that overlap)",
            "{} rows are the same as earlier ones and, without an id, count as well (take them out "
            "if the file was put together from exports that overlap)"});
}

std::string mapped_to(const FileMapping& mapping, const std::string& to) {
  return to == "properties" || to == "ignore" ? to : mapping.table + "." + to;
}

void add_mapping(ImportReport& report, const FilePlan& plan) {
  const FileMapping& mapping = plan.mapping;
  for (const MappingEntry& entry : mapping.columns) {
    report.mapping.push_back(
        {plan.name, entry.column, mapped_to(mapping, entry.to), entry.confidence, entry.why});
  }
  for (const QuestionColumn& question : mapping.questions) {
    const bool scored = question.scale.low != question.scale.high;
    std::string to = fmt::format("voices.{} ({}", scored ? "score" : "text", question.question);
    if (!question.touchpoint.empty()) to += ": " + question.touchpoint;
    report.mapping.push_back(
        {plan.name, question.column, to + ")", question.confidence, question.why});
  }
  for (const FixedValue& value : mapping.values) {
    const bool varies = !template_columns(value.text).empty();
    report.mapping.push_back({plan.name, varies ? value.text : "\"" + value.text + "\"",
                              mapped_to(mapping, value.to), Confidence::high,
                              varies ? Localized{"列から組み立てる", "put together from columns"}
                                     : Localized{"すべての行に同じ値", "the same in every row"}});
  }
}

std::int64_t count_discounts(const Batch& actions) {
  const BatchColumn& column = actions.columns[actions.table->find("discount_minor").value()];
  std::int64_t count = 0;
  for (std::size_t row = 0; row < actions.rows; ++row) {
    if (column.valid[row] != 0 && column.integers[row] != 0) ++count;
  }
  return count;
}

// Whether an export's amounts are before discounts or what was paid, no column says.
void note_discounts(ImportReport& report, const FilePlan& plan, std::int64_t rows) {
  if (rows == 0) return;
  std::string names;
  for (const MappingEntry& entry : plan.mapping.columns) {
    if (entry.to != "discount" && entry.to != "discount_minor") continue;
    names += (names.empty() ? "" : ", ") + entry.column;
  }
  report.notes.push_back(
      {fmt::format("{}: 利益は金額から割引（{}）を引いて計算する（{} 行。金額がすでに割引後なら、"
                   "その列を --map で properties にする）",
                   plan.name, names, rows),
       fmt::format(
           "{}: profit subtracts the discount ({}) from the amount ({}; where the amount is "
           "what was paid, make that column properties by --map)",
           plan.name, names, rows == 1 ? "1 row" : fmt::format("{} rows", rows))});
}

class FileRun {
 public:
  FileRun(const FilePlan& plan, const ImportOptions& options, const ConvertSettings& settings)
      : plan_(plan), options_(options), converter_(plan.mapping, plan.head, settings, plan.name) {
    if (plan.copies) converter_.allow_copies();
  }

  // False when the key column repeats.
  bool run(Append* append, ImportReport& report) {
    const auto reader = open_file(plan_.path);
    converter_.skip_rows(plan_.mapping.header_rows);
    std::optional<AppendBeside> store;
    if (append != nullptr) store.emplace(*append);
    CellBatch cells;
    while (reader->next(cells)) {
      refuse_when_stopped(options_, plan_.name);
      Converted& facts = converter_.convert(cells);
      report_faults(report, plan_.name, cells, facts.faults);
      if (converter_.counts().key_repeats && has_guessed_key()) return false;
      if (append == nullptr) add_preview(report.preview, facts.facts);
      identities_ += static_cast<std::int64_t>(facts.identities.rows);
      if (is_survey()) count_respondents(facts.facts);
      if (plan_.mapping.table == "actions") discounts_ += count_discounts(facts.facts);
      if (store) store->add(facts);
      tell_progress(*reader);
    }
    if (store) store->finish();
    report.rows += converter_.counts().rows;
    note_counts(report, converter_.counts());
    note_discounts(report, plan_, discounts_);
    return true;
  }

  const ConvertCounts& counts() const { return converter_.counts(); }
  std::int64_t identities() const { return identities_; }
  bool is_survey() const { return !plan_.mapping.questions.empty(); }
  const SurveyOutcome& survey() const { return survey_; }

 private:
  // The answers of one respondent follow each other, also across batches.
  void count_respondents(const Batch& answers) {
    const BatchColumn& response = answers.columns[answers.table->find("response_id").value()];
    for (std::size_t row = 0; row < answers.rows; ++row) {
      if (response.texts[row] == last_response_) continue;
      last_response_ = response.texts[row];
      ++survey_.respondents;
    }
    survey_.answers += static_cast<std::int64_t>(answers.rows);
    survey_.source = answers.source;
  }

  bool has_guessed_key() const { return plan_.guessed || plan_.mapping.remembered; }

  void tell_progress(const FileReader& reader) const {
    if (!options_.progress) return;
    options_.progress({.file = plan_.name,
                       .rows = converter_.counts().rows,
                       .bytes = reader.position(),
                       .bytes_total = plan_.head.bytes});
  }

  const FilePlan& plan_;
  const ImportOptions& options_;
  Converter converter_;
  std::int64_t identities_ = 0;
  std::int64_t discounts_ = 0;  // rows that have one
  SurveyOutcome survey_;
  std::string last_response_;
};

}  // namespace

ImportReport report_of(const ImportPlan& plan) {
  ImportReport report;
  report.notes = plan.notes;
  for (const FilePlan& file : plan.files) {
    report.files.push_back({.file = file.name,
                            .table = file.mapping.table,
                            .encoding = file.head.encoding,
                            .rows = file.profile.rows,
                            .remembered = file.mapping.remembered});
    add_mapping(report, file);
    report.map_files.push_back(map_text(file.mapping, file.name));
  }
  return report;
}

void refuse_when_stopped(const ImportOptions& options, const std::string& file) {
  if (!options.stop.stop_requested()) return;
  fail(ErrorKind::unavailable,
       {"取り込みを中止しました: {}（何も書き込んでいません）",
        "import stopped: {} (nothing was written)"},
       file);
}

RunOutcome run_plan(const ImportPlan& plan, const ImportOptions& options,
                    const ConvertSettings& settings, Append* append, ImportReport& report) {
  RunOutcome outcome;
  for (std::size_t i = 0; i < plan.files.size(); ++i) {
    FileRun run(plan.files[i], options, settings);
    if (!run.run(append, report)) {
      outcome.key_repeats = &plan.files[i];
      return outcome;
    }
    report.files[i].rows = run.counts().rows;
    outcome.usable_rows += run.counts().usable_rows;
    outcome.identities += run.identities();
    if (run.is_survey()) outcome.surveys.push_back(run.survey());
  }
  return outcome;
}

}  // namespace mikata
