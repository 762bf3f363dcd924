// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/field_assignment.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "mikata/ingest/field.h"
#include "mikata/ingest/fold_text.h"
#include "mikata/ingest/header_words.h"
#include "mikata/ingest/wide_survey.h"

namespace mikata {
namespace {

// How well the values agree with a field.
enum class Fit { good, partly, none };

Fit share_of(std::int64_t count, std::int64_t filled) {
  if (filled == 0) return Fit::partly;
  if (count * 10 >= filled * 9) return Fit::good;
  return count * 2 >= filled ? Fit::partly : Fit::none;
}

Fit fit_date(const ColumnProfile& column) {
  return share_of(std::max(column.dates, column.serials), column.filled);
}

bool is_id(std::string_view field) { return field.ends_with("_id"); }

// Rows of a kind that nobody knows are no orders and nothing else either: where no value is one,
// the column is about something else. Who calls it kind means ours, and may have kinds of their
// own.
Fit fit_kind(const ColumnProfile& column) {
  if (column.many_values) return Fit::none;
  const bool known = std::ranges::any_of(column.values, [](const auto& value) {
    return !kind_written(fold_case(fold_width(value.first))).empty();
  });
  return known || header_key(column.header) == "kind" ? Fit::good : Fit::none;
}

Fit fit_text(const ColumnProfile& column, std::string_view field) {
  if (column.filled == 0) return Fit::partly;
  if (is_id(field)) {
    const bool numbers_with_decimals = column.decimals * 2 > column.filled;
    const bool sentences = column.mean_length() > 60;
    return numbers_with_decimals || sentences ? Fit::none : Fit::good;
  }
  if (field == "status") return column.many_values ? Fit::none : Fit::good;
  if (field == "kind") return fit_kind(column);
  if (field == "name") {
    return column.numbers * 2 > column.filled || column.emails * 2 > column.filled ? Fit::none
                                                                                   : Fit::good;
  }
  return Fit::good;
}

Fit fit_of(const ColumnProfile& column, const Field& field) {
  if (field.role == FieldRole::email) return share_of(column.emails, column.filled);
  if (field.role == FieldRole::phone) return share_of(column.phones, column.filled);
  switch (field.type) {
    case FactType::instant:
    case FactType::day:
      return fit_date(column);
    case FactType::money:
    case FactType::integer:
      return share_of(column.numbers, column.filled);
    case FactType::real: {
      const bool labels = field.name == "score" && !recognise_labels(column).empty();
      return labels ? Fit::good : share_of(column.numbers, column.filled);
    }
    case FactType::boolean:
      return column.many_values ? Fit::none : Fit::good;
    case FactType::text:
      return fit_text(column, field.name);
  }
  return Fit::none;
}

struct Candidate {
  std::size_t column = 0;
  Field field;
  NameMatch match = NameMatch::exact;
  int rank = 0;
  std::size_t size = 0;
  Fit fit = Fit::none;
};

// "discount code" and "payment date" are no money.
bool says_something_of(std::string_view key, const Field& field) {
  if (field.type != FactType::money && field.type != FactType::real) return false;
  static constexpr std::array<std::string_view, 14> kEndings{
      "code",  "name",   "type",   "id", "date", "rate", "method",
      "datum", "status", "コード", "名", "率",   "日",   "方法"};
  return std::ranges::any_of(kEndings,
                             [&](std::string_view ending) { return key.ends_with(ending); });
}

// "値引き後計", "price before discounts": an amount, not what was taken off it.
bool is_around_discount(std::string_view key) {
  static constexpr std::array<std::string_view, 12> kWords{
      "値引前", "値引き前", "値引後",     "値引き後",  "割引前",     "割引き前",
      "割引後", "割引き後", "beforedisc", "afterdisc", "discounted", "netofdisc"};
  return std::ranges::any_of(
      kWords, [&](std::string_view word) { return key.find(word) != std::string_view::npos; });
}

void add_candidates(std::vector<Candidate>& candidates, const FileSample& sample,
                    const FactTable& table, std::size_t index) {
  const ColumnProfile& column = sample.profile.columns[index];
  const std::string key = header_key(column.header);
  for (const Field& field : fields_of(table)) {
    if (header_key(field.name) != key) continue;
    candidates.push_back({index, field, NameMatch::exact, -1, 99, fit_of(column, field)});
  }
  for (const NamedField& named : fields_named(column.header, table.name)) {
    const auto field = find_field(table, named.field);
    // "amount_minor" contains "amount" and is another thing.
    if (!field || key.ends_with("minor")) continue;
    const bool inside = named.match == NameMatch::contained;
    if (inside && (column.filled == 0 || says_something_of(key, *field))) continue;
    if (named.field == "discount" && is_around_discount(key)) continue;
    candidates.push_back(
        {index, *field, named.match, named.rank, named.size, fit_of(column, *field)});
  }
}

// "id" means the row where it is unique, and who did it elsewhere.
bool is_plain_id(std::string_view header) {
  const std::string key = header_key(header);
  return key == "id" || key == "no" || key == "番号" || key == "nr" || key == "nummer";
}

bool is_wrong_plain_id(const Candidate& candidate, const FileSample& sample,
                       const FactTable& table) {
  const ColumnProfile& column = sample.profile.columns[candidate.column];
  if (!is_plain_id(column.header)) return false;
  const bool is_key =
      candidate.field.name == table.key.front() || candidate.field.name == "response_id";
  return is_key != column.names_rows();
}

Localized reason(const Candidate& candidate, const ColumnProfile& column) {
  if (candidate.fit == Fit::none) {
    return {
        fmt::format("見出しは {} だが、値がそう見えない", candidate.field.name),
        fmt::format("the header says {}, the values do not look like it", candidate.field.name)};
  }
  if (column.filled == 0) {
    return {"見出しから（値はまだ無い）", "by its header (it has no values)"};
  }
  if (candidate.match == NameMatch::exact) {
    return {"見出しと値から", "by its header and its values"};
  }
  return {"見出しに含まれる言葉と値から", "by a word in its header and its values"};
}

Confidence confidence_of(const Candidate& candidate, const ColumnProfile& column) {
  if (candidate.fit == Fit::none) return Confidence::low;
  const bool plain = is_plain_id(column.header) && candidate.field.name == "customer_id";
  if (plain && !column.names_rows()) return Confidence::medium;
  const bool sure = candidate.match == NameMatch::exact && candidate.fit == Fit::good;
  return sure ? Confidence::high : Confidence::medium;
}

bool is_required(std::string_view field) {
  return field == "occurred_at" || field == "customer_id" || field == "item_id" ||
         field == "account_id";
}

}  // namespace

std::vector<AssignedField> assign_fields(const FileSample& sample, std::string_view table_name) {
  std::vector<AssignedField> assigned;
  const FactTable* table = find_fact_table(table_name);
  if (table == nullptr) return assigned;
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < sample.profile.columns.size(); ++i) {
    add_candidates(candidates, sample, *table, i);
  }
  std::erase_if(candidates, [&](const Candidate& candidate) {
    if (is_wrong_plain_id(candidate, sample, *table)) return true;
    const bool hopeless = candidate.fit == Fit::none;
    return hopeless && (candidate.match != NameMatch::exact || !is_required(candidate.field.name));
  });
  std::ranges::stable_sort(candidates, [](const Candidate& a, const Candidate& b) {
    const auto order = [](const Candidate& c) {
      return std::tuple(c.fit == Fit::none, c.match, c.fit,
                        c.match == NameMatch::exact ? c.rank : 0,
                        -static_cast<std::int64_t>(c.size));
    };
    return order(a) < order(b);
  });
  std::vector<bool> taken(sample.profile.columns.size(), false);
  for (const Candidate& candidate : candidates) {
    const bool filled = find_assigned(assigned, candidate.field.name) != nullptr;
    if (taken[candidate.column] || (filled && !is_additive(candidate.field.name))) continue;
    taken[candidate.column] = true;
    const ColumnProfile& column = sample.profile.columns[candidate.column];
    assigned.push_back({.column = candidate.column,
                        .field = candidate.field.name,
                        .confidence = confidence_of(candidate, column),
                        .exact = candidate.match == NameMatch::exact,
                        .why = reason(candidate, column)});
  }
  return assigned;
}

const AssignedField* find_assigned(const std::vector<AssignedField>& assigned,
                                   std::string_view field) {
  const auto found = std::ranges::find(assigned, field, &AssignedField::field);
  return found == assigned.end() ? nullptr : &*found;
}

}  // namespace mikata
