// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <type_traits>

#include "mikata/base/error.h"
#include "mikata/base/utf8.h"
#include "mikata/text/model.h"

namespace mikata::text {
namespace {

static_assert(std::endian::native == std::endian::little, "model files are little endian");

constexpr std::string_view kMagic = "MIKATEXT";
constexpr std::size_t kHeadBytes = 8 + 4 + 4 + 8 + 8;
constexpr std::uint32_t kHeadsMax = 4096;
constexpr std::uint32_t kStringMax = 1000;

std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return hash;
}

class ByteWriter {
 public:
  template <typename T>
  void put(T value) {
    static_assert(std::is_arithmetic_v<T>);
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    out_.append(bytes, sizeof value);
  }
  void put(const std::string& text) {
    put(static_cast<std::uint32_t>(text.size()));
    out_ += text;
  }
  void put(const std::vector<double>& values) {
    put(static_cast<std::uint32_t>(values.size()));
    for (const double value : values) put(value);
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

[[noreturn]] void fail_file(std::string_view what) {
  fail(ErrorKind::invalid_argument,
       {"モデルのファイルが壊れています: {}（学習し直してください）",
        "model file is broken: {} (train it again)"},
       what);
}

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  template <typename T>
  T get() {
    T value;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    if constexpr (std::is_floating_point_v<T>) {
      if (!std::isfinite(value) || std::abs(value) > 1e9) fail_file("a number out of range");
    }
    return value;
  }
  std::uint32_t count(std::uint32_t most) {
    const auto n = get<std::uint32_t>();
    if (n > most) fail_file("a count out of range");
    return n;
  }
  std::string string() {
    const std::string_view text = take(count(kStringMax));
    if (!is_utf8(text)) fail_file("a name that is not UTF-8");
    return std::string(text);
  }
  std::vector<double> doubles(std::uint32_t most) {
    std::vector<double> values(count(most));
    for (double& value : values) value = get<double>();
    return values;
  }
  std::string_view take(std::size_t size) {
    if (size > bytes_.size()) fail_file("it ends too early");
    const std::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }
  bool at_end() const { return bytes_.empty(); }

 private:
  std::string_view bytes_;
};

// Weights in steps of the head's largest / 32767, or / 127: a reading does not change by that.
enum Width : std::uint8_t { kByte = 1, kTwoBytes = 2 };

void put_heads(ByteWriter& writer, const LinearHeads& heads) {
  const std::size_t slots = heads.vocabulary().size();
  const Width width = slots * heads.count() > 1'000'000 ? kByte : kTwoBytes;
  writer.put(static_cast<std::uint32_t>(heads.count()));
  writer.put(static_cast<std::uint32_t>(slots));
  writer.put(static_cast<std::uint8_t>(width));
  for (const float bias : heads.biases()) writer.put(bias);
  std::uint32_t last = 0;
  for (const std::uint32_t index : heads.vocabulary().indices()) {
    writer.put(static_cast<std::uint8_t>((index - last) & 0xFF));
    writer.put(static_cast<std::uint16_t>((index - last) >> 8));
    last = index;
  }
  for (const float idf : heads.vocabulary().idf()) {
    writer.put(static_cast<std::uint16_t>(std::lround(std::clamp(idf, 0.0F, 31.0F) * 2048)));
  }
  for (std::size_t head = 0; head < heads.count(); ++head) {
    float largest = 1e-12F;
    for (std::size_t slot = 0; slot < slots; ++slot) {
      largest = std::max(largest, std::abs(heads.weights_of(slot)[head]));
    }
    const float step = largest / (width == kByte ? 127.0F : 32767.0F);
    writer.put(step);
    for (std::size_t slot = 0; slot < slots; ++slot) {
      const long steps = std::lround(heads.weights_of(slot)[head] / step);
      if (width == kByte) writer.put(static_cast<std::int8_t>(steps));
      if (width == kTwoBytes) writer.put(static_cast<std::int16_t>(steps));
    }
  }
}

LinearHeads get_heads(ByteReader& reader) {
  const std::uint32_t count = reader.count(kHeadsMax);
  const std::uint32_t slots = reader.count(kFeatures);
  const auto width = reader.get<std::uint8_t>();
  if (width != kByte && width != kTwoBytes) fail_file("a width that is not known");
  std::vector<float> biases(count);
  for (float& bias : biases) bias = reader.get<float>();
  // What is said to follow must be there before room is made for it.
  ByteReader indices(reader.take(std::size_t{slots} * 3));
  ByteReader idf_bytes(reader.take(std::size_t{slots} * 2));
  std::vector<std::uint32_t> found(slots);
  std::vector<float> idf(slots);
  std::uint64_t last = 0;
  for (std::uint32_t slot = 0; slot < slots; ++slot) {
    const std::uint64_t low = indices.get<std::uint8_t>();
    const std::uint64_t step = low + (std::uint64_t{indices.get<std::uint16_t>()} << 8);
    last += step;
    if (last >= kFeatures || (step == 0 && slot > 0)) fail_file("an n-gram out of order");
    found[slot] = static_cast<std::uint32_t>(last);
    idf[slot] = static_cast<float>(idf_bytes.get<std::uint16_t>()) / 2048;
  }
  std::vector<ByteReader> columns;
  std::vector<float> steps;
  for (std::uint32_t head = 0; head < count; ++head) {
    steps.push_back(reader.get<float>());
    columns.emplace_back(reader.take(std::size_t{slots} * width));
  }
  std::vector<float> weights(std::size_t{slots} * count);
  for (std::uint32_t head = 0; head < count; ++head) {
    for (std::uint32_t slot = 0; slot < slots; ++slot) {
      const int value =
          width == kByte ? columns[head].get<std::int8_t>() : columns[head].get<std::int16_t>();
      weights[std::size_t{slot} * count + head] = static_cast<float>(value) * steps[head];
    }
  }
  return {Vocabulary(std::move(found), std::move(idf)), std::move(weights), std::move(biases)};
}

void put_logistics(ByteWriter& writer, const std::vector<Logistic>& fits) {
  for (const Logistic& fit : fits) {
    writer.put(fit.intercept);
    writer.put(fit.weights);
  }
}

std::vector<Logistic> get_logistics(ByteReader& reader, std::size_t count, std::size_t columns) {
  std::vector<Logistic> fits(count);
  for (Logistic& fit : fits) {
    fit.intercept = reader.get<double>();
    fit.weights = reader.doubles(64);
    fit.converged = true;
    if (fit.weights.size() != columns) fail_file("a stack of another size");
  }
  return fits;
}

void put_sentiment(ByteWriter& writer, const SentimentModel& model) {
  writer.put(static_cast<std::uint8_t>(model.source));
  writer.put(static_cast<std::uint32_t>(model.classes.size()));
  for (const Label label : model.classes) writer.put(static_cast<std::uint8_t>(label));
  put_heads(writer, model.heads);
  put_logistics(writer, model.stack);
  writer.put(model.priors);
  writer.put(model.balance);
  writer.put(model.pairs);
  writer.put(model.date);
  writer.put(static_cast<std::uint32_t>(model.scores.size()));
  for (const SourceScore& score : model.scores) {
    writer.put(static_cast<std::uint8_t>(score.source));
    writer.put(score.macro_f1);
    writer.put(score.accuracy);
    writer.put(score.auc);
  }
}

Source get_source(ByteReader& reader) {
  const auto source = reader.get<std::uint8_t>();
  if (source > static_cast<std::uint8_t>(Source::text)) fail_file("a source that is not known");
  return static_cast<Source>(source);
}

SentimentModel get_sentiment(ByteReader& reader) {
  SentimentModel model;
  model.source = get_source(reader);
  const std::uint32_t classes = reader.count(3);
  for (std::uint32_t k = 0; k < classes; ++k) {
    const auto label = reader.get<std::uint8_t>();
    if (label > 2) fail_file("a class that is not known");
    model.classes.push_back(static_cast<Label>(label));
  }
  model.heads = get_heads(reader);
  if (classes < 2 || model.heads.count() != classes) fail_file("classes and heads differ");
  const std::size_t columns = (model.source == Source::lexicon ? 0 : classes) +
                              (model.source == Source::text ? 0 : kPolarityFeatures);
  model.stack = get_logistics(reader, classes, columns);
  model.priors = reader.doubles(3);
  if (model.priors.size() != classes) fail_file("shares and classes differ");
  for (const double prior : model.priors) {
    if (prior <= 0 || prior > 1) fail_file("a share out of range");
  }
  model.balance = reader.get<double>();
  if (model.balance < 0 || model.balance > 2) fail_file("a balance out of range");
  model.pairs = reader.get<std::uint64_t>();
  model.date = reader.string();
  const std::uint32_t scores = reader.count(3);
  for (std::uint32_t k = 0; k < scores; ++k) {
    SourceScore score{.source = get_source(reader)};
    score.macro_f1 = reader.get<double>();
    score.accuracy = reader.get<double>();
    score.auc = reader.get<double>();
    model.scores.push_back(score);
  }
  return model;
}

void put_labels(ByteWriter& writer, const LabelModel& model) {
  writer.put(static_cast<std::uint8_t>(model.choice));
  writer.put(static_cast<std::uint8_t>(model.never_none ? 1 : 0));
  writer.put(static_cast<std::uint32_t>(model.names.size()));
  for (const std::string& name : model.names) writer.put(name);
  put_heads(writer, model.heads);
  put_logistics(writer, model.calibration);
  writer.put(model.thresholds);
  for (const LabelScore& score : model.scores) {
    writer.put(score.support);
    writer.put(score.precision);
    writer.put(score.recall);
    writer.put(score.f1);
  }
  writer.put(model.accuracy);
  writer.put(model.macro_f1);
  writer.put(model.micro_f1);
  writer.put(model.pairs);
  writer.put(model.date);
}

LabelModel get_labels(ByteReader& reader) {
  LabelModel model;
  const auto choice = reader.get<std::uint8_t>();
  if (choice > 1) fail_file("a choice that is not known");
  model.choice = static_cast<Choice>(choice);
  model.never_none = reader.get<std::uint8_t>() != 0;
  const std::uint32_t names = reader.count(kHeadsMax);
  for (std::uint32_t k = 0; k < names; ++k) model.names.push_back(reader.string());
  model.heads = get_heads(reader);
  if (model.heads.count() != names || names == 0) fail_file("labels and heads differ");
  model.calibration = get_logistics(reader, names, 1);
  model.thresholds = reader.doubles(kHeadsMax);
  if (model.thresholds.size() != names) fail_file("labels and thresholds differ");
  for (std::uint32_t k = 0; k < names; ++k) {
    LabelScore score{.support = reader.get<std::uint64_t>()};
    score.precision = reader.get<double>();
    score.recall = reader.get<double>();
    score.f1 = reader.get<double>();
    model.scores.push_back(score);
  }
  model.accuracy = reader.get<double>();
  model.macro_f1 = reader.get<double>();
  model.micro_f1 = reader.get<double>();
  model.pairs = reader.get<std::uint64_t>();
  model.date = reader.string();
  return model;
}

}  // namespace

std::string model_bytes(const Model& model) {
  ByteWriter body;
  body.put(static_cast<std::uint8_t>(model.sentiment ? 1 : 0));
  if (model.sentiment) put_sentiment(body, *model.sentiment);
  body.put(static_cast<std::uint8_t>(model.labels ? 1 : 0));
  if (model.labels) put_labels(body, *model.labels);
  const std::string parts = body.take();
  ByteWriter head;
  for (const char c : kMagic) head.put(c);
  head.put(kModelVersion);
  head.put(std::uint32_t{0});
  head.put(std::uint64_t{parts.size()});
  head.put(checksum(parts));
  return head.take() + parts;
}

Model model_from_bytes(std::string_view bytes) {
  if (!bytes.starts_with(kMagic) || bytes.size() < kHeadBytes) {
    fail(ErrorKind::invalid_argument,
         {"モデルのファイルではありません（mikata text train が作ります）",
          "not a model file (mikata text train writes one)"});
  }
  ByteReader head(bytes.substr(kMagic.size(), kHeadBytes - kMagic.size()));
  const auto version = head.get<std::uint32_t>();
  if (version != kModelVersion) {
    fail(ErrorKind::invalid_argument,
         {"モデルのファイルの版は{}、このプログラムが読むのは{}です: 学習し直してください",
          "model file has version {}, this program reads {}: train it again"},
         version, kModelVersion);
  }
  head.get<std::uint32_t>();
  const std::string_view parts = bytes.substr(kHeadBytes);
  if (head.get<std::uint64_t>() != parts.size()) fail_file("its size is not what it says");
  if (head.get<std::uint64_t>() != checksum(parts)) fail_file("its checksum differs");
  ByteReader reader(parts);
  Model model;
  if (reader.get<std::uint8_t>() != 0) model.sentiment = get_sentiment(reader);
  if (reader.get<std::uint8_t>() != 0) model.labels = get_labels(reader);
  if (!reader.at_end()) fail_file("something follows its end");
  return model;
}

}  // namespace mikata::text
