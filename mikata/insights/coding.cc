// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/coding.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include "mikata/insights/worth_request.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata {
namespace {

constexpr std::int64_t kSample = 100'000;
constexpr double kLeastPeople = 30;      // who share a level
constexpr std::size_t kFewNumbers = 12;  // so few different numbers are levels
constexpr double kAreNumbers = 0.95;
constexpr double kLevelsTell = 0.5;  // of those who have a value, have one of the levels
constexpr int kPlaces = 12;          // customers in one number
constexpr int kCodeBits = 5;

struct Counted {
  std::string value;
  double people = 0;
};

std::optional<double> number_in(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

// Where equal parts end: the last ends with the largest number.
std::vector<double> cuts_of(const std::vector<Counted>& values, int parts) {
  std::map<double, double> people;
  double all = 0;
  for (const Counted& counted : values) {
    const std::optional<double> number = number_in(counted.value);
    if (!number) continue;
    people[*number] += counted.people;
    all += counted.people;
  }
  std::vector<double> cuts;
  double below = 0;
  for (const auto& [number, count] : people) {
    const double before = below;
    below += count;
    const bool ends = std::floor(before * parts / all) < std::floor(below * parts / all);
    if (ends && number < people.rbegin()->first) cuts.push_back(number);
  }
  return cuts;
}

bool are_numbers(const std::vector<Counted>& values) {
  double numbers = 0;
  double all = 0;
  for (const Counted& counted : values) {
    all += counted.people;
    if (number_in(counted.value)) numbers += counted.people;
  }
  return values.size() > kFewNumbers && numbers >= kAreNumbers * all;
}

// The values that enough people share, up to `most`; false when most have a value of their own.
// `share` of the customers were looked at.
bool choose_levels(const std::vector<Counted>& values, double share, std::size_t most,
                   Coding& coding) {
  double all = 0;
  double told = 0;
  for (const Counted& counted : values) {
    all += counted.people;
    if (counted.people < kLeastPeople * share || coding.levels.size() == most) continue;
    coding.levels.push_back(counted.value);
    told += counted.people;
  }
  return told >= kLevelsTell * all;
}

std::string column_of(std::size_t i) { return fmt::format("v_{}", i); }

std::string columns_of(const std::vector<Attribute>& attributes) {
  std::string columns;
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    columns += fmt::format(",\n    {} AS {}", attributes[i].sql, column_of(i));
  }
  return columns;
}

std::string joins_of(const CodedQuestion& question, std::int64_t every) {
  return fill_slots(question.joins, {{"every", std::to_string(every)}});
}

std::string count_of(std::size_t number, const std::string& column) {
  return fmt::format(
      "SELECT {0} AS attribute, to_text({1}) AS value, count(*) AS people FROM people WHERE {1} IS "
      "NOT NULL GROUP BY to_text({1})",
      number, column);
}

// The values of each attribute, and behind them those of tenure; the most frequent first.
struct Sampled {
  std::vector<std::vector<Counted>> values;
  double share = 1;
};
Sampled sample_values(const Context& context, const CodedQuestion& question,
                      const std::vector<Attribute>& attributes) {
  const Table size = context.store.query({"SELECT customers FROM book_summary", {}, context.stop});
  const std::int64_t customers = size.rows.empty() ? 0 : as_integer(size.rows[0][0]);
  const std::int64_t every = std::max<std::int64_t>(1, customers / kSample);
  std::string counts;
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    counts += count_of(i, column_of(i)) + "\n  UNION ALL\n  ";
  }
  counts += count_of(attributes.size(), "tenure");
  const Table table =
      context.query(insights::sql("coding_values.sql"),
                    {{"every", every}, {"buyers", std::int64_t{question.buyers ? 1 : 0}}},
                    {{"tenure", question.tenure},
                     {"attributes", columns_of(attributes)},
                     {"counts", counts},
                     {"joins", joins_of(question, every)}});
  Sampled sampled{std::vector<std::vector<Counted>>(attributes.size() + 1),
                  1 / static_cast<double>(every)};
  for (const Row& row : table.rows) {
    sampled.values.at(static_cast<std::size_t>(as_integer(row[0])))
        .push_back({as_text(row[1]), as_number(row[2])});
  }
  return sampled;
}

// A sum of cases: the code of one customer.
std::string code_of_cuts(const std::string& value, std::size_t cuts, const std::string& name) {
  std::string text = fmt::format("CASE WHEN {} IS NULL THEN 0", value);
  for (std::size_t k = 0; k < cuts; ++k) {
    text += fmt::format(" WHEN {} <= ${}_{} THEN {}", value, name, k, k + 1);
  }
  return text + fmt::format(" ELSE {} END", cuts + 1);
}

std::string code_of_levels(const std::string& value, std::size_t levels, const std::string& name) {
  std::string text = "CASE";
  for (std::size_t k = 0; k < levels; ++k) {
    text += fmt::format(" WHEN {} = ${}_{} THEN {}", value, name, k, k + 1);
  }
  return text + " ELSE 0 END";
}

struct CodeQuery {
  std::string codes;
  std::string sums;
  std::vector<Binding> bindings;
};

CodeQuery codes_of(const Codings& codings) {
  CodeQuery query;
  for (std::size_t i = 0; i < codings.all.size(); ++i) {
    const Coding& coding = codings.all[i];
    const std::string name = fmt::format("code_{}", i);
    const std::string code = coding.ordered()
                                 ? code_of_cuts(column_of(i), coding.cuts.size(), name)
                                 : code_of_levels(column_of(i), coding.levels.size(), name);
    query.codes += fmt::format(",\n    {} AS {}", code, name);
    query.sums += fmt::format(",\n  CAST(sum(scale * {0}) AS BIGINT) AS {0}", name);
    for (std::size_t k = 0; k < coding.levels.size(); ++k) {
      query.bindings.push_back({fmt::format("{}_{}", name, k), coding.levels[k]});
    }
    for (std::size_t k = 0; k < coding.cuts.size(); ++k) {
      query.bindings.push_back({fmt::format("{}_{}", name, k), coding.cuts[k]});
    }
  }
  for (std::size_t k = 0; k < codings.tenure_cuts.size(); ++k) {
    query.bindings.push_back({fmt::format("tenure_{}", k), codings.tenure_cuts[k]});
  }
  return query;
}

std::uint8_t code_at(const Value& packed, int place) {
  return static_cast<std::uint8_t>(
      static_cast<std::uint64_t>(as_integer(packed)) >> (kCodeBits * place) & 31U);
}

// The twelve customers of one row, those of them that are there.
void unpack(const Row& row, CodedGroup& group) {
  for (int place = 0; place < kPlaces; ++place) {
    const std::uint8_t standing = code_at(row[1], place);
    if (standing == 0) continue;
    group.standings.push_back(standing);
    group.tenures.push_back(code_at(row[2], place));
    for (std::size_t i = 3; i < row.size(); ++i) group.codes.push_back(code_at(row[i], place));
  }
}

// "年齢が34を超え50以下", "age above 34 and up to 50".
Localized range_words(const Coding& coding, std::uint8_t from, std::uint8_t to,
                      const BookSettings& settings) {
  const auto words = [&](double number) {
    const std::string plain = fmt::format("{:g}", number);
    return coding.attribute.money ? money_words(number, settings) : Localized{plain, plain};
  };
  const bool has_low = from > 1;
  const bool has_high = to < coding.codes();
  const Localized low = has_low ? words(coding.cuts[from - 2U]) : Localized{};
  const Localized high = has_high ? words(coding.cuts[to - 1U]) : Localized{};
  Localized text{coding.attribute.title.ja + "が", coding.attribute.title.en};
  if (has_low) {
    text.ja += low.ja + (has_high ? "を超え" : "を超える");
    text.en += " above " + low.en;
  }
  if (has_high) {
    text.ja += high.ja + "以下";
    text.en += (has_low ? " and up to " : " up to ") + high.en;
  }
  return text;
}

}  // namespace

Codings choose_codings(const Context& context, const CodedQuestion& question,
                       const std::vector<Attribute>& attributes, const CodingParts& parts) {
  const Sampled sampled = sample_values(context, question, attributes);
  Codings codings;
  codings.tenure_cuts = cuts_of(sampled.values.back(), parts.tenure);
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    Coding coding{attributes[i]};
    const std::vector<Counted>& values = sampled.values[i];
    if (coding.attribute.number || are_numbers(values)) {
      if (!coding.attribute.number) {
        coding.attribute.sql = fmt::format("to_number({})", coding.attribute.sql);
        coding.attribute.number = true;
      }
      coding.cuts = cuts_of(values, parts.attributes);
      if (!coding.cuts.empty()) codings.all.push_back(std::move(coding));
      continue;
    }
    if (!choose_levels(values, sampled.share, parts.levels, coding)) {
      codings.scattered.push_back(coding.attribute.name);
    } else if (!coding.levels.empty()) {
      codings.all.push_back(std::move(coding));
    }
  }
  return codings;
}

People people_of(const CodedQuestion& question, const std::vector<Attribute>& attributes) {
  People people{question.outcomes + std::string(insights::sql("coding_people.sql")),
                question.slots};
  people.slots.insert(people.slots.end(), {{"standing", question.standing},
                                           {"tenure", question.tenure},
                                           {"attributes", columns_of(attributes)},
                                           {"joins", joins_of(question, 1)}});
  return people;
}

Localized code_words(const Coding& coding, std::uint8_t from, std::uint8_t to,
                     const BookSettings& settings) {
  const Localized& title = coding.attribute.title;
  if (from == 0) return {title.ja + "が不明", title.en + " not known"};
  if (coding.ordered()) return range_words(coding, from, to, settings);
  const std::string& level = coding.levels[from - 1U];
  if (!coding.attribute.yes.empty() && level == "yes") return coding.attribute.yes;
  if (!coding.attribute.no.empty() && level == "no") return coding.attribute.no;
  return {fmt::format("{}が「{}」", title.ja, level), fmt::format("{} \"{}\"", title.en, level)};
}

std::vector<CodedGroup> code_customers(const Context& context, const CodedQuestion& question,
                                       const Codings& codings) {
  std::vector<Attribute> attributes;
  for (const Coding& coding : codings.all) attributes.push_back(coding.attribute);
  People people = people_of(question, attributes);
  CodeQuery query = codes_of(codings);
  people.slots.push_back({"codes", query.codes});
  people.slots.push_back({"sums", query.sums});
  people.slots.push_back(
      {"tenure_code", code_of_cuts("tenure", codings.tenure_cuts.size(), "tenure")});
  query.bindings.insert(query.bindings.end(), question.bindings.begin(), question.bindings.end());
  const Table table = context.query(people.sql + std::string(insights::sql("coding_codes.sql")),
                                    query.bindings, people.slots);
  std::vector<CodedGroup> groups;
  for (const Row& row : table.rows) {
    if (groups.empty() || groups.back().by_value != row[0]) groups.push_back({row[0], {}, {}, {}});
    unpack(row, groups.back());
  }
  return groups;
}

}  // namespace mikata
