// SPDX-License-Identifier: Apache-2.0
// mikata text train: pairs of a remark and what it was rated or labelled -> a model file, and how
// well it reads remarks that it has not seen.
#include <algorithm>
#include <cmath>
#include <fstream>

#include "mikata/base/json.h"
#include "mikata/base/table.h"
#include "mikata/cli/commands.h"
#include "mikata/cli/number_text.h"
#include "mikata/cli/output.h"
#include "mikata/cli/progress.h"
#include "mikata/cli/remark_lines.h"
#include "mikata/cli/text_train_report.h"
#include "mikata/text/train.h"

namespace mikata::cli {
namespace {

using nlohmann::json;

struct Pairs {
  std::vector<mikata::text::RatedRemark> rated;
  std::vector<mikata::text::LabelledRemark> labelled;
};

double number_of(const RemarkLines& lines, const json& value, std::string_view name) {
  if (!value.is_number())
    lines.fail_here(localized({"\"{}\" が数ではありません", "\"{}\" is not a number"}, name));
  return value.get<double>();
}

void add_rating(const RemarkLines& lines, const json& object, Pairs& pairs) {
  const auto scale = object.find("scale");
  if (scale == object.end() || !scale->is_array() || scale->size() != 2) {
    lines.fail_here(
        {"\"scale\" は [最低, 最高] の形で書きます", "\"scale\" is not [lowest, highest]"});
  }
  mikata::text::RatedRemark rated{.remark = {},
                                  .rating = number_of(lines, object["rating"], "rating")};
  rated.lowest = number_of(lines, (*scale)[0], "scale");
  rated.highest = number_of(lines, (*scale)[1], "scale");
  if (!(rated.lowest < rated.highest))
    lines.fail_here({"\"scale\" の最低が最高より小さくありません", "\"scale\" does not go up"});
  if (rated.rating < rated.lowest || rated.rating > rated.highest) {
    lines.fail_here(localized({"\"rating\" の {} が尺度 {}〜{} の外です",
                               "\"rating\" {} is not on its scale of {} to {}"},
                              rated.rating, rated.lowest, rated.highest));
  }
  rated.remark = {.text = lines.string_of(object, "text"),
                  .language = lines.optional_string_of(object, "lang")};
  pairs.rated.push_back(std::move(rated));
}

void add_labels(const RemarkLines& lines, const json& object, Pairs& pairs) {
  const json& list = object["labels"];
  if (!list.is_array())
    lines.fail_here({"\"labels\" がリストではありません", "\"labels\" is not a list"});
  mikata::text::LabelledRemark labelled;
  for (const json& label : list) {
    if (!label.is_string())
      lines.fail_here({"\"labels\" に文字列でないものがあります",
                       "\"labels\" has something that is not a string"});
    labelled.labels.push_back(label.get<std::string>());
  }
  std::ranges::sort(labelled.labels);
  const auto repeated = std::ranges::unique(labelled.labels);
  labelled.labels.erase(repeated.begin(), repeated.end());
  labelled.remark = {.text = lines.string_of(object, "text"),
                     .language = lines.optional_string_of(object, "lang")};
  pairs.labelled.push_back(std::move(labelled));
}

Pairs read_pairs(Invocation& invocation) {
  RemarkLines lines(invocation);
  Pairs pairs;
  while (const auto object = lines.next()) {
    const bool rated = object->contains("rating") && !object->at("rating").is_null();
    const bool labelled = object->contains("labels") && !object->at("labels").is_null();
    if (!rated && !labelled) {
      lines.fail_here({"\"rating\" と \"scale\" の組も、\"labels\" もありません",
                       "neither \"rating\" with \"scale\" nor \"labels\""});
    }
    if (rated) add_rating(lines, *object, pairs);
    if (labelled) add_labels(lines, *object, pairs);
  }
  return pairs;
}

// Beside the place first: a model that is being used is never half written.
void write_model(const std::filesystem::path& path, const std::string& bytes) {
  const std::filesystem::path fresh = path.string() + ".new";
  std::ofstream file(fresh, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(fresh, path, error);
  if (file && !error) return;
  std::filesystem::remove(fresh, error);
  fail(ErrorKind::unavailable,
       {"モデルを書き込めません: {}（空き容量と書き込み権限を確かめてください）",
        "model cannot be written: {} (is there room, and may you write there?)"},
       path.string());
}

}  // namespace

int train_text(Invocation& invocation) {
  const auto out = invocation.parsed.get("out");
  if (!out)
    fail(ErrorKind::invalid_argument,
         {"--out がありません: モデルを書き出すファイルを指定してください",
          "--out missing: the file that the model goes to"});
  const Pairs pairs = read_pairs(invocation);
  if (pairs.rated.empty() && pairs.labelled.empty()) {
    const bool named = invocation.words.size() > 1;
    const Localized from = named ? Localized{invocation.words[1], invocation.words[1]}
                                 : Localized{"標準入力", "standard input"};
    fail(ErrorKind::invalid_argument,
         {"学習できる行がありません: {} には次のような行が要ります: "
          R"({{"text":"...","rating":9,"scale":[0,10]}} か {{"text":"...","labels":["price"]}})",
          "no pairs to learn from: {} has no lines like "
          R"({{"text":"...","rating":9,"scale":[0,10]}} or {{"text":"...","labels":["price"]}})"},
         from);
  }
  const mikata::text::Reader reader({.dictionary = dictionary_of(invocation)});
  Progress progress(invocation);
  mikata::text::TrainOptions options;
  options.threads = static_cast<unsigned>(
      std::min<std::int64_t>(invocation.parsed.get_integer("threads", 0, 1), 256));
  options.date = invocation.parsed.get("date").value_or("");
  options.stop = invocation.terminal.stop;
  options.progress = [&](double share) {
    progress.show(share,
                  grouped(static_cast<std::int64_t>(pairs.rated.size() + pairs.labelled.size())));
  };
  mikata::text::Model model;
  std::vector<std::size_t> contradictions;
  if (!pairs.rated.empty()) {
    mikata::text::TrainedSentiment trained = train_sentiment(reader, pairs.rated, options);
    model.sentiment = std::move(trained.model);
    contradictions = std::move(trained.contradictions);
  }
  if (!pairs.labelled.empty()) model.labels = train_labels(reader, pairs.labelled, options).model;
  const std::string bytes = model_bytes(model);
  write_model(invocation.path(*out), bytes);
  write_training(invocation, {model, contradictions.size(), *out, bytes.size()});
  return 0;
}

}  // namespace mikata::cli
