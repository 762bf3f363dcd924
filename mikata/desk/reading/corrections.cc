// SPDX-License-Identifier: Apache-2.0
#include "mikata/desk/reading/corrections.h"

#include <algorithm>
#include <map>

#include "mikata/base/error.h"
#include "mikata/base/suggest.h"
#include "mikata/desk/reading/folder.h"
#include "mikata/desk/reading/stored.h"

namespace mikata::reading {
namespace {

// The machine's label of a remark; neutral where it was not read yet.
text::Label machine_label(const Book& book, const std::string& voice_id) {
  const Table found = book.store().query(
      {"SELECT r.label FROM remarks AS a LEFT JOIN readings_now AS r ON r.seq = a.reading_no WHERE "
       "a.voice_id = $voice_id",
       {{"voice_id", voice_id}}});
  if (found.rows.empty())
    fail(ErrorKind::not_found, {"言葉が見つかりません: {}", "remark not found: {}"}, voice_id);
  if (is_null(found.rows[0][0])) return text::Label::neutral;
  return parse_label(as_text(found.rows[0][0])).value_or(text::Label::neutral);
}

StoredCorrection stored(const Book& book, const Correction& correction) {
  const text::Label label = correction.label ? parse_label(*correction.label).value()
                                             : machine_label(book, correction.voice_id);
  return {correction, label};
}

void write(Book& book, const std::vector<StoredCorrection>& corrections) {
  if (corrections.empty()) return;
  const auto append = book.store().append(new_append_id("correction"));
  append->add(corrections_batch(corrections));
  append->publish();
}

void check(const Book& book, const Correction& correction) {
  if (correction.label && !parse_label(*correction.label)) {
    fail(ErrorKind::invalid_argument,
         {"label は negative、neutral、positive のどれでもありません: {}",
          "label is none of negative, neutral, positive: {}"},
         *correction.label);
  }
  if (!correction.themes) return;
  const text::Themes known(own_themes(book));
  std::vector<std::string> names;
  for (const auto& theme : known.themes()) names.push_back(theme.name);
  for (const auto& name : *correction.themes) {
    if (std::ranges::find(names, name) != names.end()) continue;
    fail(ErrorKind::invalid_argument, {"テーマが見つかりません: {}{}", "theme not found: {}{}"},
         name, did_you_mean(name, names));
  }
}

}  // namespace

void correct(Book& book, const Correction& correction) {
  check(book, correction);
  Correction whole = correction;
  if (const auto before = book.desk().correction(correction.voice_id)) {
    if (!whole.label) whole.label = before->label;
    if (!whole.themes) whole.themes = before->themes;
  }
  static_cast<void>(machine_label(book, whole.voice_id));  // the remark is there
  const StoredCorrection row = stored(book, whole);
  book.desk().keep_correction(whole);
  write(book, {row});
}

void take_back(Book& book, const std::string& voice_id) {
  static_cast<void>(machine_label(book, voice_id));
  if (!book.desk().correction(voice_id)) return;
  book.desk().drop_correction(voice_id);
  write(book, {{Correction{.voice_id = voice_id}, text::Label::neutral}});
}

void sync_corrections(Book& book) {
  const Table found =
      book.store().query({"SELECT voice_id FROM readings_now WHERE reader_version = 'person' AND "
                          "(label IS NOT NULL OR "
                          "themes IS NOT NULL)"});
  std::map<std::string, bool> standing;  // voice_id -> whether the desk still says so
  for (const Row& row : found.rows) standing[as_text(row[0])] = false;
  std::vector<StoredCorrection> rows;
  for (const Correction& correction : book.desk().corrections()) {
    const auto there = standing.find(correction.voice_id);
    if (there != standing.end()) {
      there->second = true;
      continue;
    }
    try {
      rows.push_back(stored(book, correction));
    } catch (const Error& error) {
      // Of a remark that was taken back with its import, until it comes again.
      if (error.kind() != ErrorKind::not_found) throw;
    }
  }
  for (const auto& [voice_id, kept] : standing) {
    if (!kept) rows.push_back({Correction{.voice_id = voice_id}, text::Label::neutral});
  }
  write(book, rows);
}

}  // namespace mikata::reading
