// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/import_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "mikata/base/suggest.h"
#include "mikata/ingest/fold_text.h"
#include "mikata/ingest/header_rows.h"
#include "mikata/ingest/map_file.h"

namespace mikata {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kSampleRows = 8192;

struct Found {
  fs::path path;
  std::string name;
};

// Why a file of a folder is not for import; "" when it is.
Localized why_left_aside(const fs::path& file) {
  const std::string name = file.filename().string();
  if (name.starts_with('.')) return {"隠しファイル", "hidden"};
  if (name.starts_with("truth")) {
    return {"答え合わせの値", "the known truth of a made-up shop"};
  }
  static constexpr std::array<std::string_view, 9> kOther{
      ".toml", ".json", ".md", ".pdf", ".xlsx", ".xls", ".html", ".docx", ".png"};
  const std::string extension = file.extension().string();
  if (std::ranges::find(kOther, extension) != kOther.end()) {
    return {"表のファイルではない", "not a file of rows"};
  }
  return {};
}

void add_folder(std::vector<Found>& found, std::vector<Localized>& notes, const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  for (const fs::path& file : files) {
    const std::string name = file.filename().string();
    const Localized why = why_left_aside(file);
    if (why.en.empty()) {
      found.push_back({file, name});
    } else {
      notes.push_back({fmt::format("{}: 読まなかった（{}）", name, why.ja),
                       fmt::format("{}: left aside ({})", name, why.en)});
    }
  }
}

std::vector<Found> find_all(const ImportOptions& options, std::vector<Localized>& notes) {
  std::vector<Found> found;
  for (const fs::path& path : options.files) {
    if (fs::is_directory(path)) {
      add_folder(found, notes, path);
    } else {
      found.push_back({path, path.filename().string()});
    }
  }
  if (found.empty()) {
    fail(ErrorKind::not_found,
         {"取り込むファイルがありません: {}（CSV、TSV、NDJSON、Parquet "
          "のファイルを指定してください）",
          "no file to import: {} (give a CSV, TSV, NDJSON or Parquet file)"},
         options.files.empty() ? "" : options.files.front().string());
  }
  return found;
}

std::string read_text(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    fail(ErrorKind::not_found, {"対応表のファイルが見つかりません: {}", "map file not found: {}"},
         path.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

// Profiles the first rows, and goes on to the end where dates do not yet tell their order.
FileSample take_sample(FileReader& reader, const std::string& name) {
  FileSample sample{.head = reader.head(), .profile = {}, .file_name = name, .wordings = {}};
  Profiler profiler(sample.head.header);
  CellBatch batch;
  std::int64_t rows = 0;
  bool more = reader.next(batch);
  const HeaderRows extra = more ? find_header_rows(sample.head.header, batch) : HeaderRows{};
  sample.header_rows = extra.count;
  sample.wordings = extra.wordings.empty() ? sample.head.header : extra.wordings;
  auto skip = static_cast<std::size_t>(extra.count);
  sample.first_rows = batch;
  while (more && rows < kSampleRows) {
    profiler.add(batch, std::min(skip, batch.rows));
    rows += static_cast<std::int64_t>(batch.rows);
    skip = 0;
    more = reader.next(batch);
  }
  sample.profile = profiler.take();
  sample.profile.whole_file = !more;
  if (!more || !sample.profile.order_is_open()) return sample;
  Profiler rest(std::move(sample.profile));
  for (; more; more = reader.next(batch)) rest.add_dates(batch);
  sample.profile = rest.take();
  return sample;
}

int order_of(std::string_view table) {
  static constexpr std::array<std::string_view, 9> kOrder{"accounts", "customers",  "identities",
                                                          "items",    "actions",    "voices",
                                                          "market",   "utterances", "readings"};
  return static_cast<int>(std::ranges::find(kOrder, table) - kOrder.begin());
}

// Columns that the map does not name.
void complete(FileMapping& mapping, const FileHead& head) {
  for (const std::string& header : head.header) {
    const auto is_it = [&](const auto& entry) { return entry.column == header; };
    const bool named = std::ranges::any_of(mapping.columns, is_it) ||
                       std::ranges::any_of(mapping.questions, is_it);
    if (!named) {
      mapping.columns.push_back({header,
                                 mapping.other_columns,
                                 Confidence::high,
                                 {"対応表に名前が無い", "not named in the map"}});
    }
  }
}

// In the order of the file, as a guess has it.
void sort_by_header(FileMapping& mapping, const FileHead& head) {
  const auto position = [&](const auto& entry) {
    return std::ranges::find(head.header, entry.column) - head.header.begin();
  };
  std::ranges::stable_sort(mapping.columns, {}, position);
  std::ranges::stable_sort(mapping.questions, {}, position);
}

FileMapping given_mapping(const std::string& text, const std::string& name, const FileHead& head) {
  FileMapping mapping = read_map(text, name);
  check_mapping(mapping, head.header, name);
  complete(mapping, head);
  sort_by_header(mapping, head);
  const Localized why{"対応表から", "by the map"};
  for (MappingEntry& entry : mapping.columns) {
    if (entry.why.en.empty()) entry.why = why;
  }
  for (QuestionColumn& question : mapping.questions) question.why = why;
  mapping.doubts = missing_fields(mapping);
  return mapping;
}

FilePlan plan_file(const Found& file, const ImportOptions& options, const Recall& recall) {
  FilePlan plan{.path = file.path, .name = file.name};
  const auto reader = open_file(file.path);
  const FileSample sample = take_sample(*reader, file.name);
  plan.head = sample.head;
  plan.shape = file_shape(plan.head);
  plan.profile = sample.profile;
  if (sample.profile.rows == 0) {
    fail(ErrorKind::invalid_argument,
         {"{}: 見出しの下に行がありません（取り込むものがありません）",
          "{}: no rows below the header (nothing to import)"},
         file.name);
  }
  const auto remembered = options.table ? std::nullopt : recall(plan.shape);
  if (options.map) {
    plan.mapping =
        given_mapping(read_text(*options.map), options.map->filename().string(), plan.head);
    plan.guessed = false;
  } else if (remembered) {
    plan.mapping = given_mapping(*remembered, "remembered mapping", plan.head);
    plan.mapping.remembered = true;
    plan.guessed = false;
  } else {
    plan.mapping = guess_mapping(sample, options.table);
  }
  return plan;
}

// The column `who` names the customer, whatever else was taken for that. False where the file has
// no such column: "メールアドレス" is also "メールアドレス(請求先)".
bool name_customer(FileMapping& mapping, const std::string& who) {
  auto column = std::ranges::find(mapping.columns, who, &MappingEntry::column);
  if (column == mapping.columns.end()) {
    const std::string key = header_key(who);
    column = std::ranges::find_if(mapping.columns, [&](const MappingEntry& entry) {
      return header_key(entry.column) == key;
    });
  }
  if (column == mapping.columns.end()) return false;
  for (MappingEntry& entry : mapping.columns) {
    if (entry.to == "customer_id") entry.to = "properties";
  }
  std::erase_if(mapping.values, [](const FixedValue& value) { return value.to == "customer_id"; });
  std::erase_if(mapping.doubts,
                [](const MappingDoubt& doubt) { return doubt.to == "customer_id"; });
  column->to = "customer_id";
  column->confidence = Confidence::high;
  column->why = {"--who で指定", "by --who"};
  mapping.remembered = false;  // what is remembered of this shape changes
  return true;
}

// Every file that has the column; one that has not is read as it is.
void name_customers(ImportPlan& plan, const std::string& who) {
  bool found = false;
  std::vector<std::string> headers;
  for (FilePlan& file : plan.files) {
    if (name_customer(file.mapping, who)) found = true;
    headers.insert(headers.end(), file.head.header.begin(), file.head.header.end());
  }
  if (found) return;
  fail(ErrorKind::invalid_argument,
       {"--who の列がありません: {}{}（列: {}）", "no column for --who: {}{} (columns: {})"}, who,
       did_you_mean(who, headers), fmt::join(headers, ", "));
}

}  // namespace

ImportPlan plan_import(const ImportOptions& options, const Recall& recall) {
  if (options.table && find_fact_table(*options.table) == nullptr) {
    std::vector<std::string> names;
    for (const FactTable& table : fact_tables()) names.push_back(table.name);
    fail(ErrorKind::invalid_argument,
         {"表の名前がわかりません: {}{}（使える表: {}）", "table not known: {}{} (tables: {})"},
         *options.table, did_you_mean(*options.table, names), fmt::join(names, ", "));
  }
  ImportPlan plan;
  for (const Found& file : find_all(options, plan.notes)) {
    plan.files.push_back(plan_file(file, options, recall));
  }
  if (options.who) name_customers(plan, *options.who);
  std::ranges::stable_sort(plan.files, {},
                           [](const FilePlan& file) { return order_of(file.mapping.table); });
  return plan;
}

}  // namespace mikata
