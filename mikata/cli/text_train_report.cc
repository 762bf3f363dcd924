// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/text_train_report.h"

#include <cmath>

#include "mikata/base/json.h"
#include "mikata/cli/number_text.h"
#include "mikata/cli/output.h"
#include "mikata/cli/text.h"

namespace mikata::cli {
namespace {

using nlohmann::json;

constexpr Text kLearned{
    "{}件の評点から。5分割交差検証で {} を選びました (macro-F1 {:.3f}, 正解率 {:.3f}, AUC "
    "{:.3f})。",
    "From {} ratings. Of five-fold cross-validation {} is used (macro-F1 {:.3f}, accuracy {:.3f}, "
    "AUC {:.3f})."};
constexpr Text kTried{"  {:<8} macro-F1 {:.3f}  正解率 {:.3f}  AUC {:.3f}",
                      "  {:<8} macro-F1 {:.3f}  accuracy {:.3f}  AUC {:.3f}"};
constexpr Text kContradictions{
    "評点と言葉が正反対の {}件からは学んでいません。",
    "{} remarks whose score and words contradict each other were not learned from."};
constexpr Text kLabels{
    "{}件、{}種類のラベルから。5分割交差検証: 正解率 {:.3f}, micro-F1 {:.3f}, macro-F1 {:.3f}。",
    "From {} remarks with {} labels. Five-fold cross-validation: accuracy {:.3f}, micro-F1 {:.3f}, "
    "macro-F1 {:.3f}."};
constexpr Text kLabel{"  {:<24} F1 {:.3f}  適合率 {:.3f}  再現率 {:.3f}  ({}件)",
                      "  {:<24} F1 {:.3f}  precision {:.3f}  recall {:.3f}  ({})"};
constexpr Text kWrote{"{} に書きました ({} KB)。", "Wrote {} ({} KB)."};

double to_four_digits(double value) { return std::round(value * 1e4) / 1e4; }

json sentiment_json(const mikata::text::SentimentModel& model, std::size_t contradictions) {
  json scores = json::array();
  for (const mikata::text::SourceScore& score : model.scores) {
    scores.push_back({{"source", source_name(score.source)},
                      {"macro_f1", to_four_digits(score.macro_f1)},
                      {"accuracy", to_four_digits(score.accuracy)},
                      {"auc", to_four_digits(score.auc)}});
  }
  return {{"n", model.pairs},
          {"source", source_name(model.source)},
          {"date", model.date.empty() ? json() : json(model.date)},
          {"contradictions", contradictions},
          {"cross_validated", std::move(scores)}};
}

json labels_json(const mikata::text::LabelModel& model) {
  json labels = json::array();
  for (std::size_t k = 0; k < model.names.size(); ++k) {
    const mikata::text::LabelScore& score = model.scores[k];
    labels.push_back({{"label", model.names[k]},
                      {"n", score.support},
                      {"precision", to_four_digits(score.precision)},
                      {"recall", to_four_digits(score.recall)},
                      {"f1", to_four_digits(score.f1)}});
  }
  return {{"n", model.pairs},
          {"choice", model.choice == mikata::text::Choice::one ? "one" : "several"},
          {"date", model.date.empty() ? json() : json(model.date)},
          {"cross_validated",
           {{"accuracy", to_four_digits(model.accuracy)},
            {"micro_f1", to_four_digits(model.micro_f1)},
            {"macro_f1", to_four_digits(model.macro_f1)},
            {"labels", std::move(labels)}}}};
}

const mikata::text::SourceScore& used(const mikata::text::SentimentModel& model) {
  for (const mikata::text::SourceScore& score : model.scores) {
    if (score.source == model.source) return score;
  }
  return model.scores.front();
}

void write_sentences(const Invocation& invocation, const TrainingReport& report) {
  std::ostream& out = invocation.terminal.out;
  const Language language = invocation.language;
  if (const auto& model = report.model.sentiment) {
    const mikata::text::SourceScore& best = used(*model);
    out << say(kLearned, language, model->pairs, source_name(model->source), best.macro_f1,
               best.accuracy, best.auc)
        << '\n';
    for (const mikata::text::SourceScore& score : model->scores) {
      out << say(kTried, language, source_name(score.source), score.macro_f1, score.accuracy,
                 score.auc)
          << '\n';
    }
    if (report.contradictions > 0)
      out << say(kContradictions, language, report.contradictions) << '\n';
  }
  if (const auto& model = report.model.labels) {
    out << say(kLabels, language, model->pairs, model->names.size(), model->accuracy,
               model->micro_f1, model->macro_f1)
        << '\n';
    for (std::size_t k = 0; k < model->names.size(); ++k) {
      const mikata::text::LabelScore& score = model->scores[k];
      out << say(kLabel, language, model->names[k], score.f1, score.precision, score.recall,
                 score.support)
          << '\n';
    }
  }
  out << say(kWrote, language, report.file, (report.bytes + 999) / 1000) << '\n';
}

}  // namespace

void write_training(const Invocation& invocation, const TrainingReport& report) {
  if (invocation.format != Format::json) {
    if (!invocation.quiet) write_sentences(invocation, report);
    return;
  }
  json document{{"file", report.file}, {"bytes", report.bytes}};
  if (report.model.sentiment) {
    document["sentiment"] = sentiment_json(*report.model.sentiment, report.contradictions);
  }
  if (report.model.labels) document["labels"] = labels_json(*report.model.labels);
  write_json(invocation, document);
}

}  // namespace mikata::cli
