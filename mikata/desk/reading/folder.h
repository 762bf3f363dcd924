// SPDX-License-Identifier: Apache-2.0
// The files of a book that say how its remarks are read: reader/ and themes.toml.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

#include "mikata/store/book.h"
#include "mikata/text/model.h"

namespace mikata::reading {

// reader/state.json: what was learned, and how far a second reading of everything has come.
struct FolderState {
  std::string model;        // name of the model in use, "2026-10"; "" when nothing was learned
  std::string epoch;        // the model with which everything was read again last
  std::string month;        // the reporting period in which it was learned
  std::int64_t pairs = 0;   // that it was learned from
  std::int64_t labels = 0;  // corrections there were
  std::string done;         // print of what everything was read with
  std::string under_way;    // print of the second reading that has begun, "" when none has
  std::int64_t next = 0;    // remarks numbered below wait for it
};

FolderState load_state(const Book& book);
void save_state(const Book& book, const FolderState& state);

// The text of themes.toml, "" when there is none.
std::string own_themes(const Book& book);

// Changes with anything that makes all readings worth doing again.
std::string print_of(const Book& book, const FolderState& state);
// What readings.reader_version says.
std::string version_of(const FolderState& state);

// What the model in use read of its own pairs without having seen their scores, by answer_no.
using OutOfFold = std::unordered_map<std::int64_t, text::Sentiment>;

void save_model(const Book& book, const std::string& name, const text::Model& model,
                const OutOfFold& out_of_fold);
text::Model load_model(const Book& book, const FolderState& state);
OutOfFold load_out_of_fold(const Book& book, const FolderState& state);

// Whole or not at all. Fails with unavailable.
void write_whole(const std::filesystem::path& file, std::string_view text);
// "" when there is no such file.
std::string read_whole(const std::filesystem::path& file);

}  // namespace mikata::reading
