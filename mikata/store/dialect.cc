// SPDX-License-Identifier: Apache-2.0
#include "mikata/store/dialect.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>

#include "mikata/base/error.h"

namespace mikata {
namespace {

// One dialect function: %1 and %2 stand for its arguments.
struct Function {
  std::string_view name;
  std::size_t arguments;
  std::string_view duckdb;
  std::string_view clickhouse;
};

constexpr std::array kFunctions{
    Function{"day", 1, "CAST(%1 AS DATE)", "toDate32(%1)"},
    Function{"week", 1, "CAST(date_trunc('week', %1) AS DATE)", "toDate32(toStartOfWeek(%1, 1))"},
    Function{"month", 1, "CAST(date_trunc('month', %1) AS DATE)", "toDate32(toStartOfMonth(%1))"},
    Function{"quarter", 1, "CAST(date_trunc('quarter', %1) AS DATE)",
             "toDate32(toStartOfQuarter(%1))"},
    Function{"year", 1, "CAST(date_trunc('year', %1) AS DATE)", "toDate32(toStartOfYear(%1))"},
    // Numbers of periods: the database groups by whole numbers several times as fast as by dates.
    Function{"day_no", 1, "(CAST(%1 AS DATE) - DATE '1900-01-01')",
             "dateDiff('day', toDate32('1900-01-01'), %1)"},
    Function{"second_of_day", 1, "(hour(%1) * 3600 + minute(%1) * 60 + second(%1))",
             "(toHour(%1) * 3600 + toMinute(%1) * 60 + toSecond(%1))"},
    Function{"week_no", 1, "((CAST(%1 AS DATE) - DATE '1900-01-01') // 7)",
             "intDiv(dateDiff('day', toDate32('1900-01-01'), %1), 7)"},
    Function{"month_no", 1, "(year(%1) * 12 + month(%1) - 1)",
             "(toYear(%1) * 12 + toMonth(%1) - 1)"},
    Function{"quarter_no", 1, "(year(%1) * 4 + quarter(%1) - 1)",
             "(toYear(%1) * 4 + toQuarter(%1) - 1)"},
    Function{"year_no", 1, "year(%1)", "toYear(%1)"},
    Function{"day_of_week", 1, "isodow(%1)", "toDayOfWeek(%1)"},
    Function{"day_of_month", 1, "day(%1)", "toDayOfMonth(%1)"},
    Function{"day_of_quarter", 1, "(%1 - make_date(year(%1), quarter(%1) * 3 - 2, 1) + 1)",
             "(dateDiff('day', toStartOfQuarter(%1), %1) + 1)"},
    Function{"day_of_year", 1, "dayofyear(%1)", "toDayOfYear(%1)"},
    Function{"days_between", 2, "(CAST(%2 AS DATE) - CAST(%1 AS DATE))", "dateDiff('day', %1, %2)"},
    // From Monday to Monday on both engines.
    Function{"weeks_between", 2,
             "CAST(date_diff('day', date_trunc('week', %1), date_trunc('week', %2)) / 7 AS BIGINT)",
             "intDiv(dateDiff('day', toStartOfWeek(%1, 1), toStartOfWeek(%2, 1)), 7)"},
    Function{"months_between", 2, "date_diff('month', %1, %2)", "dateDiff('month', %1, %2)"},
    Function{"quarters_between", 2, "date_diff('quarter', %1, %2)", "dateDiff('quarter', %1, %2)"},
    Function{"years_between", 2, "date_diff('year', %1, %2)", "dateDiff('year', %1, %2)"},
    // 20260301 less 20000302, in ten thousands.
    Function{
        "age_on", 2,
        "CAST(floor((year(%1) * 10000 + month(%1) * 100 + day(%1) - year(%2) * 10000 - "
        "month(%2) * 100 - day(%2)) / 10000) AS BIGINT)",
        "CAST(floor((toYear(%1) * 10000 + toMonth(%1) * 100 + toDayOfMonth(%1) - "
        "toYear(%2) * 10000 - toMonth(%2) * 100 - toDayOfMonth(%2)) / 10000) AS Nullable(Int64))"},
    Function{"add_days", 2, "(%1 + CAST(%2 AS INTEGER))", "addDays(%1, %2)"},
    Function{"add_months", 2, "CAST(%1 + to_months(CAST(%2 AS INTEGER)) AS DATE)",
             "addMonths(%1, %2)"},
    Function{"next_value", 1, "lead(%1)", "lead(toNullable(%1))"},
    Function{"previous_value", 1, "lag(%1)", "lag(toNullable(%1))"},
    Function{"latest", 2, "arg_max(%1, %2)", "argMax(%1, %2)"},
    Function{"earliest", 2, "arg_min(%1, %2)", "argMin(%1, %2)"},
    Function{"median", 1, "median(%1)", "quantileExactInclusive(0.5)(%1)"},
    Function{"quantile", 2, "quantile_cont(%1, %2)", "quantileExactInclusive(%2)(%1)"},
    // Nine in ten of somebody's gaps are no longer (R type 7); in tenths of a day, which whole days
    // give: a fraction would make 3.9999 of 4.
    Function{"usual_gap", 1, "round(quantile_cont(%1, 0.9), 1)",
             "round(quantileExactInclusive(0.9)(%1), 1)"},
    Function{"characters", 1, "length(%1)", "lengthUTF8(%1)"},
    Function{"lower_text", 1, "lower(%1)", "lowerUTF8(%1)"},
    Function{"round_half_up", 1, "(sign(%1) * floor(abs(%1) + 0.5))",
             "(sign(%1) * floor(abs(%1) + 0.5))"},
    Function{"contains_text", 2, "contains(%1, %2)", "(position(%1, %2) > 0)"},
    // A hash in [0, 1): the first 32 bits of MD5, the same on both engines.
    Function{"hash01", 1, "(CAST(('0x' || substr(md5(%1), 1, 8)) AS BIGINT) / 4294967296.0)",
             "(reinterpretAsUInt32(reverse(substring(MD5(%1), 1, 4))) / 4294967296.0)"},
    // A JSON pointer, because a path reads "*" as any key even in quotes.
    Function{"property", 2,
             "json_extract_string(%1, '/' || replace(replace(%2, '~', '~0'), '/', '~1'))",
             "nullIf(JSONExtractString(%1, %2), '')"},
    Function{"to_integer", 1, "CAST(%1 AS BIGINT)", "CAST(%1 AS Nullable(Int64))"},
    Function{"to_number", 1, "TRY_CAST(%1 AS DOUBLE)", "toFloat64OrNull(toString(%1))"},
    // DuckDB writes 9.0 for a DOUBLE that is whole, where ClickHouse and people write 9.
    Function{
        "to_text", 1,
        "CASE WHEN typeof(%1) = 'DOUBLE' THEN regexp_replace(CAST(%1 AS VARCHAR), '\\.0$', '') "
        "ELSE CAST(%1 AS VARCHAR) END",
        "CAST(%1 AS Nullable(String))"},
};

bool word_character(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Where the quoted text, comment or single character that begins at `from` ends.
std::size_t skip_token(std::string_view sql, std::size_t from) {
  const char c = sql[from];
  if (c == '\'' || c == '"') {
    const std::size_t close = sql.find(c, from + 1);
    return close == std::string_view::npos ? sql.size() : close + 1;
  }
  if (sql.substr(from, 2) == "--") {
    const std::size_t newline = sql.find('\n', from);
    return newline == std::string_view::npos ? sql.size() : newline;
  }
  return from + 1;
}

struct Call {
  std::vector<std::string_view> arguments;
  std::size_t end = 0;  // behind the closing parenthesis
};

Call read_call(std::string_view sql, std::size_t open) {
  Call call;
  int depth = 0;
  std::size_t begin = open + 1;
  for (std::size_t at = open; at < sql.size();) {
    const char c = sql[at];
    if (c == '(') ++depth;
    if (c == ')') --depth;
    const bool ends_argument = (c == ',' && depth == 1) || (c == ')' && depth == 0);
    if (ends_argument) {
      call.arguments.push_back(sql.substr(begin, at - begin));
      begin = at + 1;
    }
    if (c == ')' && depth == 0) {
      call.end = at + 1;
      return call;
    }
    at = skip_token(sql, at);
  }
  fail(ErrorKind::internal, "call not closed in query: {}", sql.substr(open, 40));
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) {
    text.remove_prefix(1);
  }
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) {
    text.remove_suffix(1);
  }
  return text;
}

std::string fill_template(std::string_view form, std::span<const std::string> arguments) {
  std::string text;
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (form[i] == '%' && i + 1 < form.size()) {
      text += arguments[static_cast<std::size_t>(form[i + 1] - '1')];
      ++i;
    } else {
      text += form[i];
    }
  }
  return text;
}

const Function* find_function(std::string_view name) {
  const auto found = std::ranges::find(kFunctions, name, &Function::name);
  return found == kFunctions.end() ? nullptr : &*found;
}

}  // namespace

std::string expand_dialect(std::string_view sql, Engine engine) {
  std::string text;
  for (std::size_t at = 0; at < sql.size();) {
    if (!word_character(sql[at])) {
      const std::size_t end = skip_token(sql, at);
      text += sql.substr(at, end - at);
      at = end;
      continue;
    }
    std::size_t end = at;
    while (end < sql.size() && word_character(sql[end])) ++end;
    const auto word = sql.substr(at, end - at);
    const bool called = end < sql.size() && sql[end] == '(';
    const bool qualified = at > 0 && (sql[at - 1] == '.' || sql[at - 1] == '$');
    const Function* function = called && !qualified ? find_function(word) : nullptr;
    if (function == nullptr) {
      text += word;
      at = end;
      continue;
    }
    const Call call = read_call(sql, end);
    if (call.arguments.size() != function->arguments) {
      fail(ErrorKind::internal, "{} takes {} arguments: {}", word, function->arguments,
           sql.substr(at, call.end - at));
    }
    std::vector<std::string> arguments;
    for (const auto argument : call.arguments) {
      arguments.push_back(expand_dialect(trim(argument), engine));
    }
    text += fill_template(engine == Engine::duckdb ? function->duckdb : function->clickhouse,
                          arguments);
    at = call.end;
  }
  return text;
}

std::string fill_slots(std::string_view sql, const std::vector<Slot>& slots) {
  std::string text;
  for (std::size_t at = 0; at < sql.size();) {
    if (sql[at] != '{') {
      const std::size_t end = skip_token(sql, at);
      text += sql.substr(at, end - at);
      at = end;
      continue;
    }
    const std::size_t close = sql.find('}', at);
    if (close == std::string_view::npos) fail(ErrorKind::internal, "slot not closed in query");
    const auto name = sql.substr(at + 1, close - at - 1);
    const auto slot = std::ranges::find(slots, name, &Slot::name);
    if (slot == slots.end()) fail(ErrorKind::internal, "slot without a value: {}", name);
    text += slot->text;
    at = close + 1;
  }
  return text;
}

std::vector<std::string> parameter_names(std::string_view sql) {
  std::vector<std::string> names;
  for (std::size_t at = 0; at < sql.size();) {
    if (sql[at] != '$') {
      at = skip_token(sql, at);
      continue;
    }
    std::size_t end = at + 1;
    while (end < sql.size() && word_character(sql[end])) ++end;
    std::string name{sql.substr(at + 1, end - at - 1)};
    if (!name.empty() && std::ranges::find(names, name) == names.end()) {
      names.push_back(std::move(name));
    }
    at = std::max(end, at + 1);
  }
  return names;
}

}  // namespace mikata
