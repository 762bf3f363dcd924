// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/reading/folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>

#include "mikata/base/error.h"
#include "mikata/base/json.h"

namespace mikata::reading {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// Changes with the code that reads: then everything is read again.
constexpr std::string_view kCode = "1";

fs::path reader_folder(const Book& book) { return book.folder() / "reader"; }
fs::path state_file(const Book& book) { return reader_folder(book) / "state.json"; }

// FNV-1a
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

// One out-of-fold reading as it stands in its file.
struct FoldRecord {
  std::int64_t answer_no;
  double score;
  double confidence;
  std::int64_t label;
};
static_assert(std::endian::native == std::endian::little);

}  // namespace

void write_whole(const fs::path& file, std::string_view text) {
  std::error_code ignored;
  fs::create_directories(file.parent_path(), ignored);
  const fs::path beside = file.string() + ".new";
  const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  bool written = descriptor >= 0;
  for (std::size_t at = 0; written && at < text.size();) {
    const ssize_t count = ::write(descriptor, text.data() + at, text.size() - at);
    written = count > 0;
    at += written ? static_cast<std::size_t>(count) : 0;
  }
  written = written && ::fsync(descriptor) == 0;
  const int error = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (!written) {
    fail(ErrorKind::unavailable, {"ファイルに書けません: {}: {}", "file cannot be written: {}: {}"},
         file.string(), std::strerror(error));
  }
  fs::rename(beside, file);
}

std::string read_whole(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

FolderState load_state(const Book& book) {
  // A file that is not whole is as good as none: all of it is worked out again.
  const json state = json::parse(read_whole(state_file(book)), nullptr, false);
  if (!state.is_object()) return {};
  FolderState found;
  try {
    state.at("model").get_to(found.model);
    state.at("epoch").get_to(found.epoch);
    state.at("month").get_to(found.month);
    state.at("pairs").get_to(found.pairs);
    state.at("labels").get_to(found.labels);
    state.at("done").get_to(found.done);
    state.at("under_way").get_to(found.under_way);
    state.at("next").get_to(found.next);
  } catch (const json::exception&) {
    return {};
  }
  return found;
}

void save_state(const Book& book, const FolderState& state) {
  const json text{{"model", state.model},         {"epoch", state.epoch},   {"month", state.month},
                  {"pairs", state.pairs},         {"labels", state.labels}, {"done", state.done},
                  {"under_way", state.under_way}, {"next", state.next}};
  write_whole(state_file(book), text.dump(2) + "\n");
}

std::string own_themes(const Book& book) { return read_whole(book.folder() / "themes.toml"); }

std::string print_of(const Book& book, const FolderState& state) {
  return fmt::format("{}-{:016x}-{}", kCode, hash_of(own_themes(book)), state.epoch);
}

std::string version_of(const FolderState& state) {
  return fmt::format("{}.{}", kCode, state.model.empty() ? "words" : state.model);
}

void save_model(const Book& book, const std::string& name, const text::Model& model,
                const OutOfFold& out_of_fold) {
  std::string folds;
  // In one order, so that the same pairs give the same file.
  const std::map<std::int64_t, text::Sentiment> ordered(out_of_fold.begin(), out_of_fold.end());
  for (const auto& [answer_no, read] : ordered) {
    const FoldRecord record{answer_no, read.score, read.confidence,
                            static_cast<std::int64_t>(read.label)};
    folds.append(reinterpret_cast<const char*>(&record), sizeof record);
  }
  write_whole(reader_folder(book) / (name + ".folds"), folds);
  write_whole(reader_folder(book) / (name + ".model"), text::model_bytes(model));
}

text::Model load_model(const Book& book, const FolderState& state) {
  if (state.model.empty()) return {};
  return text::model_from_bytes(read_whole(reader_folder(book) / (state.model + ".model")));
}

OutOfFold load_out_of_fold(const Book& book, const FolderState& state) {
  OutOfFold found;
  if (state.model.empty()) return found;
  const std::string folds = read_whole(reader_folder(book) / (state.model + ".folds"));
  for (std::size_t at = 0; at + sizeof(FoldRecord) <= folds.size(); at += sizeof(FoldRecord)) {
    FoldRecord record{};
    std::memcpy(&record, folds.data() + at, sizeof record);
    const auto label = static_cast<text::Label>(std::clamp<std::int64_t>(record.label, 0, 2));
    found[record.answer_no] = {record.score, label, record.confidence};
  }
  return found;
}

}  // namespace mikata::reading
