// SPDX-License-Identifier: Apache-2.0
// read: the remarks of a book are read, and what its scores teach is learned first.

#include "mikata/base/grouped.h"
#include "mikata/base/json.h"
#include "mikata/cli/commands.h"
#include "mikata/cli/output.h"
#include "mikata/cli/progress.h"
#include "mikata/cli/text.h"
#include "mikata/desk/reading/reading.h"

namespace mikata::cli {
namespace {

using nlohmann::json;
using reading::ReadReport;

std::string learned_text(const ReadReport& report, Language language) {
  const reading::ReaderState& reader = report.reader;
  if (!report.not_learned.empty()) {
    return say(text::kNotLearned, language, report.not_learned);
  }
  if (!reader.trained) return std::string(text::kReadsByWords.in(language));
  return say(text::kLearned, language, grouped(reader.pairs), reader.auc, reader.date,
             reader.version);
}

std::string report_text(const ReadReport& report, Language language) {
  std::string sentence = say(text::kRead, language, grouped(report.read), grouped(report.remarks));
  if (report.again > 0) sentence += "\n" + say(text::kReadAgain, language, grouped(report.again));
  sentence += "\n" + learned_text(report, language);
  if (report.contradictions > 0) {
    sentence += "\n" + say(text::kContradictions, language, grouped(report.contradictions));
  }
  if (report.left > 0) sentence += "\n" + say(text::kLeftToRead, language, grouped(report.left));
  return sentence;
}

json report_json(const Invocation& invocation, const ReadReport& report) {
  const reading::ReaderState& reader = report.reader;
  const auto told = [&](const json& value) { return reader.trained ? value : json(); };
  return {{"book", invocation.book.string()},
          {"read", report.read},
          {"again", report.again},
          {"left", report.left},
          {"remarks", report.remarks},
          {"learned", report.learned},
          {"not_learned", report.not_learned.empty() ? json() : json(report.not_learned)},
          {"contradictions", report.contradictions},
          {"reader",
           {{"version", reader.version},
            {"trained", reader.trained},
            {"source", told(reader.source)},
            {"auc", told(reader.auc)},
            {"macro_f1", told(reader.macro_f1)},
            {"n", told(reader.pairs)},
            {"date", told(reader.date)}}}};
}

}  // namespace

int run_read(Invocation& invocation) {
  const BookHandle book = invocation.open_book(BookMemory::little);
  ReadReport report;
  {
    Progress progress(invocation);
    reading::ReadOptions options{.stop = invocation.terminal.stop};
    options.threads = static_cast<unsigned>(
        std::min<std::int64_t>(invocation.parsed.get_integer("threads", 0, 1), 256));
    if (invocation.parsed.has("again")) options.again = reading::Again::everything;
    options.progress = [&](const reading::ReadProgress& now) {
      const double total = now.total > 0 ? static_cast<double>(now.total) : 1.0;
      const std::string words = now.learning
                                    ? std::string(text::kLearning.in(invocation.language))
                                    : say(text::kReading, invocation.language, grouped(now.done));
      progress.show(static_cast<double>(now.done) / total, words);
    };
    report = reading::read_book(*book, options);
  }
  write_done(invocation, report_text(report, invocation.language), report_json(invocation, report));
  return invocation.terminal.stop.stop_requested() ? kStoppedCode : 0;
}

}  // namespace mikata::cli
