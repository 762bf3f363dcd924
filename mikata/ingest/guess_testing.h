// SPDX-License-Identifier: Apache-2.0
// For tests: what a file in plain words is taken for, in plain words.
#pragma once

#include <fmt/ranges.h>

#include <sstream>
#include <string>
#include <vector>

#include "mikata/ingest/guess_mapping.h"

namespace mikata {

inline std::vector<std::string> split_cells(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, '|');) cells.push_back(cell);
  return cells;
}

// A file in plain words: the first line is the header, cells are separated by |.
inline FileSample sample_of(const std::string& name, const std::vector<std::string>& lines) {
  FileSample sample{.head = {}, .profile = {}, .file_name = name, .wordings = {}};
  sample.head.header = split_cells(lines[0]);
  sample.wordings = sample.head.header;
  CellBatch batch;
  batch.columns.resize(sample.head.header.size());
  for (std::size_t i = 1; i < lines.size(); ++i) {
    auto cells = split_cells(lines[i]);
    cells.resize(batch.columns.size());
    for (std::size_t k = 0; k < cells.size(); ++k) {
      batch.columns[k].bytes += cells[k];
      batch.columns[k].ends.push_back(static_cast<std::uint32_t>(batch.columns[k].bytes.size()));
      batch.columns[k].present.push_back(1);
    }
    ++batch.rows;
  }
  Profiler profiler(sample.head.header);
  profiler.add(batch, 0);
  sample.profile = profiler.take();
  sample.first_rows = std::move(batch);
  return sample;
}

// "actions: customer_id occurred_at amount kind=order"
inline std::string guess(const std::string& name, const std::vector<std::string>& lines) {
  const FileMapping mapping = guess_mapping(sample_of(name, lines), std::nullopt);
  std::string text = mapping.table + ":";
  for (const MappingEntry& entry : mapping.columns) {
    text += " " + entry.to;
    if (entry.confidence == Confidence::medium) text += "?";
    if (entry.confidence == Confidence::low) text += "??";
  }
  for (const FixedValue& value : mapping.values) text += " " + value.to + "=" + value.text;
  for (const QuestionColumn& question : mapping.questions) {
    text += " [" + question.question;
    if (!question.touchpoint.empty()) text += " " + question.touchpoint;
    if (question.scale.low != question.scale.high) {
      text += fmt::format(" {}-{}", question.scale.low, question.scale.high);
    }
    text += question.scale.higher_is_better ? "]" : " low]";
  }
  for (const WrittenQuestion& asked : mapping.asked) {
    text += fmt::format(" <{} {} {}-{}{}>", asked.written, asked.question, asked.scale.low,
                        asked.scale.high, fmt::join(asked.scale.not_applicable, ","));
  }
  for (const MappingDoubt& doubt : mapping.doubts) text += " !" + doubt.to;
  return text;
}

}  // namespace mikata
