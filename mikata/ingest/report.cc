// SPDX-License-Identifier: Apache-2.0

#include "mikata/base/json.h"
#include "mikata/ingest/import.h"

namespace mikata {
namespace {

using Json = nlohmann::json;

const char* confidence_name(Confidence confidence) {
  switch (confidence) {
    case Confidence::high:
      return "high";
    case Confidence::medium:
      return "medium";
    case Confidence::low:
      return "low";
  }
  return "";
}

Json value_json(const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return *integer;
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* day = std::get_if<Day>(&value)) return to_string(*day);
  if (const auto* instant = std::get_if<Instant>(&value)) return to_string(*instant);
  return nullptr;
}

Json preview_json(const Table& preview) {
  Json columns = Json::array();
  for (const Column& column : preview.columns) columns.push_back(column.name);
  Json rows = Json::array();
  for (const Row& row : preview.rows) {
    Json values = Json::array();
    for (const Value& value : row) values.push_back(value_json(value));
    rows.push_back(std::move(values));
  }
  return {{"columns", std::move(columns)}, {"rows", std::move(rows)}};
}

Json files_json(const ImportReport& report) {
  Json files = Json::array();
  for (const ImportedFile& file : report.files) {
    files.push_back({{"file", file.file},
                     {"table", file.table},
                     {"encoding", file.encoding},
                     {"rows", file.rows},
                     {"remembered", file.remembered}});
  }
  return files;
}

Json rejected_json(const ImportReport& report, Language language) {
  Json rejected = Json::array();
  for (const RejectedRow& row : report.rejected) {
    rejected.push_back({{"file", row.file},
                        {"line", row.line},
                        {"column", row.column},
                        {"value", row.value},
                        {"reason", row.reason.in(language)}});
  }
  return rejected;
}

Json mapping_json(const ImportReport& report, Language language) {
  Json mapping = Json::array();
  for (const MappedColumn& column : report.mapping) {
    mapping.push_back({{"file", column.file},
                       {"column", column.column},
                       {"to", column.to},
                       {"confidence", confidence_name(column.confidence)},
                       {"why", column.why.in(language)}});
  }
  return mapping;
}

}  // namespace

nlohmann::json report_json(const ImportReport& report, Language language) {
  Json notes = Json::array();
  for (const Localized& note : report.notes) notes.push_back(note.in(language));
  Json json{{"import_id", report.import_id},
            {"files", files_json(report)},
            {"rows", report.rows},
            {"accepted", report.accepted},
            {"duplicates", report.duplicates},
            {"corrections", report.corrections},
            {"linked", report.linked},
            {"rejected_total", report.rejected_total},
            {"rejected", rejected_json(report, language)},
            {"mapping", mapping_json(report, language)},
            {"notes", std::move(notes)}};
  // Only before something is written: the maps to confirm, and what the rows would become.
  if (report.import_id.empty()) {
    json["map_files"] = report.map_files;
    json["preview"] = preview_json(report.preview);
  }
  return json;
}

}  // namespace mikata
