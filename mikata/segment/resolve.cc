// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "mikata/base/error.h"
#include "mikata/base/suggest.h"
#include "mikata/segment/segment.h"

namespace mikata {
namespace {

constexpr std::array kOrigins{Origin::customers, Origin::actions, Origin::voices, Origin::items};
constexpr std::array<std::string_view, 4> kOriginNames{"customers", "actions", "voices", "items"};

std::optional<Origin> parse_origin(std::string_view word) {
  for (const auto origin : kOrigins) {
    const auto name = origin_name(origin);
    if (word == name || word == name.substr(0, name.size() - 1)) return origin;
  }
  return std::nullopt;
}

// Where a bare name is looked for; the smaller rank wins.
int rank(const SegmentColumn& column, Origin own) {
  if (column.derived) return 2;
  if (column.origin == own) return 0;
  return column.origin == Origin::customers ? 1 : 3;
}

Localized unknown(std::string_view name, const std::vector<std::string>& candidates) {
  return localized({"列が見つかりません: {}{}", "column not found: {}{}"}, name,
                   did_you_mean(name, candidates));
}

}  // namespace

std::string_view origin_name(Origin origin) {
  return kOriginNames.at(static_cast<std::size_t>(origin));
}

std::string full_name(const SegmentColumn& column) {
  return fmt::format("{}.{}", origin_name(column.origin), column.name);
}

Columns::Columns(std::vector<SegmentColumn> columns) : columns_(std::move(columns)) {}

Resolution Columns::look_up(std::string_view name, Origin own) const {
  const auto dot = name.find('.');
  const auto table =
      dot == std::string_view::npos ? std::nullopt : parse_origin(name.substr(0, dot));
  const auto bare = table ? name.substr(dot + 1) : name;
  const SegmentColumn* found = nullptr;
  const SegmentColumn* rival = nullptr;
  for (const auto& column : columns_) {
    if (column.name != bare || (table && column.origin != *table)) continue;
    if (found == nullptr || rank(column, own) < rank(*found, own)) {
      found = &column;
      rival = nullptr;
    } else if (rank(column, own) == rank(*found, own)) {
      rival = &column;
    }
  }
  if (rival != nullptr) {
    return {nullptr, localized({"どの列か決まりません: {}（{} か {} と書いてください）",
                                "column is ambiguous: {} (write {} or {})"},
                               name, full_name(*found), full_name(*rival))};
  }
  if (found != nullptr) return {found, {}};
  std::vector<std::string> candidates;
  for (const auto& column : columns_) {
    if (dot == std::string_view::npos) candidates.push_back(column.name);
    if (dot != std::string_view::npos) candidates.push_back(full_name(column));
  }
  return {nullptr, unknown(name, candidates)};
}

const SegmentColumn& Columns::resolve(std::string_view name, Origin own) const {
  const auto [column, problem] = look_up(name, own);
  if (column == nullptr) throw Error(ErrorKind::invalid_argument, problem);
  return *column;
}

}  // namespace mikata
