// SPDX-License-Identifier: Apache-2.0
// mikata text read: remarks as NDJSON in, one reading a line out. The verb train stands in
// text_train_command.cc.
#include <fstream>
#include <iostream>
#include <istream>

#include "mikata/base/json.h"
#include "mikata/base/utf8.h"
#include "mikata/cli/commands.h"
#include "mikata/cli/remark_lines.h"
#include "mikata/cli/text_train_report.h"
#include "mikata/text/reader.h"

namespace mikata::cli {
namespace {

using nlohmann::json;

// Enough for the threads, little for the memory.
constexpr std::size_t kBatch = 4096;
constexpr std::size_t kBatchBytes = 8 << 20;

// Three digits say all there is, and the same on every machine.
double rounded(double value) { return std::round(value * 1000) / 1000 + 0.0; }

json reading_json(const json& id, const mikata::text::Reading& reading) {
  json masks = json::array();
  for (const mikata::text::MaskedSpan& mask : reading.masks) {
    masks.push_back(
        {{"start", mask.span.start}, {"end", mask.span.end}, {"kind", mask_name(mask.kind)}});
  }
  json evidence = json::array();
  for (const mikata::text::Evidence& one : reading.evidence) {
    evidence.push_back({{"start", one.span.start}, {"end", one.span.end}, {"of", one.of}});
  }
  return {{"id", id},
          {"lang", reading.language},
          {"sentiment", rounded(reading.sentiment.score)},
          {"label", label_name(reading.sentiment.label)},
          {"confidence", rounded(reading.sentiment.confidence)},
          {"themes", reading.themes},
          {"labels", reading.labels},
          {"emotion", reading.emotion ? json(*reading.emotion) : json()},
          {"masked", reading.masked},
          {"masks", std::move(masks)},
          {"evidence", std::move(evidence)}};
}

struct Batch {
  std::vector<json> ids;
  std::vector<mikata::text::Remark> remarks;
};

Batch next_batch(RemarkLines& lines) {
  Batch batch;
  std::size_t bytes = 0;
  while (batch.remarks.size() < kBatch && bytes < kBatchBytes) {
    const auto object = lines.next();
    if (!object) break;
    batch.ids.push_back(object->value("id", json()));
    batch.remarks.push_back({.text = lines.string_of(*object, "text"),
                             .language = lines.optional_string_of(*object, "lang")});
    bytes += batch.remarks.back().text.size();
  }
  return batch;
}

std::string file_text(const Invocation& invocation, const std::string& flag) {
  const auto written = invocation.parsed.get(flag);
  if (!written) return {};
  std::ifstream file(invocation.path(*written), std::ios::binary);
  if (!file)
    fail(ErrorKind::not_found, {"ファイルを開けません: {}", "file cannot be opened: {}"}, *written);
  return {std::istreambuf_iterator<char>(file), {}};
}

unsigned threads_of(const Invocation& invocation) {
  return static_cast<unsigned>(
      std::min<std::int64_t>(invocation.parsed.get_integer("threads", 0, 1), 256));
}

int read_remarks(Invocation& invocation) {
  RemarkLines lines(invocation);
  mikata::text::ReaderOptions options{.dictionary = dictionary_of(invocation),
                                      .themes_toml = file_text(invocation, "themes")};
  const std::string model = file_text(invocation, "model");
  if (invocation.parsed.has("model")) options.model = mikata::text::model_from_bytes(model);
  const mikata::text::Reader reader(options);
  std::ostream& out = invocation.terminal.out;
  while (true) {
    const Batch batch = next_batch(lines);
    if (batch.remarks.empty()) return 0;
    const auto readings =
        read_all(reader, batch.remarks,
                 {.threads = threads_of(invocation), .stop = invocation.terminal.stop});
    if (invocation.terminal.stop.stop_requested()) throw Stopped();
    for (std::size_t i = 0; i < readings.size(); ++i) {
      out << json_line(reading_json(batch.ids[i], readings[i])) << '\n';
    }
    if (!out) return 0;
  }
}

}  // namespace

std::string dictionary_of(const Invocation& invocation) {
  const auto written = invocation.parsed.get("dictionary");
  return written ? invocation.path(*written).string() : std::string();
}

int run_text(Invocation& invocation) {
  const std::string& verb = invocation.words.front();
  if (verb == "read") return read_remarks(invocation);
  if (verb == "train") return train_text(invocation);
  fail(ErrorKind::invalid_argument,
       {"text にその使い方はありません: {}（read か train）",
        "text does not know this: {} (use read or train)"},
       verb);
}

}  // namespace mikata::cli
