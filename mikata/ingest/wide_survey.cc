// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/wide_survey.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <initializer_list>

#include "mikata/ingest/fold_text.h"
#include "mikata/ingest/parse_amount.h"

namespace mikata {
namespace {

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// As has_any for English words, which stand inside of others by accident ("ces" in "services"):
// each from the beginning of a word, and to the end of one (or of its plural) where it ends in ".".
bool has_word(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) {
    const bool whole = word.ends_with('.');
    if (whole) word.remove_suffix(1);
    for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
      std::string_view rest = text.substr(at + word.size());
      if (whole && rest.starts_with('s')) rest.remove_prefix(1);
      const bool begins = at == 0 || !is_letter(text[at - 1]);
      if (begins && (!whole || rest.empty() || !is_letter(rest.front()))) return true;
    }
    return false;
  });
}

// Folded, with a blank where "OverallRating" begins a new word.
std::string spaced(std::string_view wording) {
  std::string text;
  for (const char c : wording) {
    const bool begins = c >= 'A' && c <= 'Z';
    if (begins && !text.empty() && text.back() >= 'a' && text.back() <= 'z') text += ' ';
    text += c;
  }
  return fold_case(text);
}

// A family of answers in words. Of several spellings of one step any may stand.
struct LabelStep {
  double score;
  std::string_view words;  // folded, separated by |
};

struct LabelFamily {
  std::string_view question;
  double high;
  std::array<LabelStep, 5> steps;
};

constexpr std::array<LabelFamily, 5> kFamilies{{
    {"csat",
     5,
     {{{5,
        "とても満足|大変満足|非常に満足|大満足|verysatisfied|extremelysatisfied|"
        "completelysatisfied"},
       {4, "満足|やや満足|まあ満足|satisfied|somewhatsatisfied"},
       {3,
        "どちらともいえない|どちらとも言えない|どちらでもない|普通|ふつう|"
        "neithersatisfiednordissatisfied|neutral|neither"},
       {2, "不満|やや不満|dissatisfied|somewhatdissatisfied|unsatisfied"},
       {1,
        "とても不満|大変不満|非常に不満|verydissatisfied|extremelydissatisfied|"
        "veryunsatisfied"}}}},
    {"agree",
     5,
     {{{5,
        "とてもそう思う|強くそう思う|非常にそう思う|大いにそう思う|stronglyagree|"
        "completelyagree"},
       {4, "そう思う|ややそう思う|まあそう思う|agree|somewhatagree"},
       {3,
        "どちらともいえない|どちらとも言えない|どちらでもない|neitheragreenordisagree|neutral|"
        "neither"},
       {2, "そう思わない|あまりそう思わない|ややそう思わない|disagree|somewhatdisagree"},
       {1,
        "まったくそう思わない|全くそう思わない|全然そう思わない|stronglydisagree|"
        "completelydisagree"}}}},
    {"effort",
     5,
     {{{5, "とても簡単|非常に簡単|とても簡単だった|veryeasy|extremelyeasy"},
       {4, "簡単|やや簡単|簡単だった|easy|somewhateasy"},
       {3,
        "どちらともいえない|どちらとも言えない|どちらでもない|普通|neithereasynordifficult|"
        "neutral|neither"},
       {2, "難しい|やや難しい|手間だった|difficult|somewhatdifficult"},
       {1, "とても難しい|非常に難しい|とても手間だった|verydifficult|extremelydifficult"}}}},
    {"csat",
     5,
     {{{5, "とても良い|非常に良い|大変良い|とてもよい|excellent|verygood"},
       {4, "良い|やや良い|よい|まあよい|good"},
       {3, "普通|ふつう|どちらともいえない|どちらとも言えない|average|fair|ok|okay|neutral"},
       {2, "悪い|やや悪い|あまり良くない|poor|bad|belowaverage"},
       {1, "とても悪い|非常に悪い|大変悪い|verypoor|verybad|terrible"}}}},
    {"csat",
     5,
     {{{5, "★★★★★|⭐⭐⭐⭐⭐"},
       {4, "★★★★|★★★★☆|⭐⭐⭐⭐"},
       {3, "★★★|★★★☆☆|⭐⭐⭐"},
       {2, "★★|★★☆☆☆|⭐⭐"},
       {1, "★|★☆☆☆☆|⭐"}}}},
}};

bool is_listed(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::size_t bar = std::min(words.find('|'), words.size());
    if (words.substr(0, bar) == word) return true;
    words.remove_prefix(std::min(bar + 1, words.size()));
  }
  return false;
}

std::optional<double> family_score(const LabelFamily& family, std::string_view value) {
  const std::string key = header_key(value);
  for (const LabelStep& step : family.steps) {
    if (is_listed(step.words, key)) return step.score;
  }
  return std::nullopt;
}

// "Extremely likely - 10", "とても薦めたい（10）", "Very satisfied: 5"
std::optional<double> numbered_at_the_end(std::string_view folded) {
  if (folded.ends_with(')')) folded.remove_suffix(1);
  const std::size_t last = folded.find_last_not_of("0123456789");
  const std::string_view digits = folded.substr(last == std::string_view::npos ? 0 : last + 1);
  const std::string_view words = trim_blanks(folded.substr(0, folded.size() - digits.size()));
  const bool marked =
      words.size() > 1 && has_any(words.substr(words.size() - 1), {"-", ":", "(", "="});
  if (!marked || words.find_first_of("0123456789") != std::string_view::npos) return std::nullopt;
  int value = 0;
  const auto [next, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || value > 10) return std::nullopt;
  return value;
}

// "5 - とても満足", "5: Very satisfied", "5点", "10 (extremely likely)", "5（とても満足）"
std::optional<double> numbered(std::string_view folded) {
  int value = 0;
  const char* end = folded.data() + folded.size();
  const auto [next, error] = std::from_chars(folded.data(), end, value);
  if (error == std::errc::invalid_argument) return numbered_at_the_end(folded);
  if (error != std::errc{} || value < 0 || value > 10 || next == end) return std::nullopt;
  const std::string_view rest(next, static_cast<std::size_t>(end - next));
  const bool marked = has_any(rest.substr(0, 4), {" ", "-", ":", ".", "(", "点", "="});
  if (!marked || (rest.size() > 1 && rest.front() == '.' && rest[1] >= '0' && rest[1] <= '9')) {
    return std::nullopt;
  }
  // 10:05 and 3-4 are not an answer in words.
  const std::string_view after = trim_blanks(rest.substr(rest.starts_with("点") ? 0 : 1));
  if (!after.empty() && after.front() >= '0' && after.front() <= '9') return std::nullopt;
  return value;
}

std::vector<AnswerLabel> numbered_labels(const ColumnProfile& column) {
  std::vector<AnswerLabel> labels;
  std::int64_t plain = 0;
  for (const auto& [value, count] : column.values) {
    const std::string folded = fold_width(value);
    if (const auto score = numbered(folded)) {
      labels.push_back({value, *score});
    } else if (folded.size() <= 2 && folded.find_first_not_of("0123456789") == std::string::npos) {
      ++plain;
    } else {
      return {};
    }
  }
  return labels.size() >= 1 && labels.size() + static_cast<std::size_t>(plain) >= 2
             ? labels
             : std::vector<AnswerLabel>{};
}

// Among plain numbers: some tools give the ends of a scale their words ("10 - Extremely likely").
std::vector<AnswerLabel> labels_among_numbers(const ColumnProfile& column) {
  std::vector<AnswerLabel> labels;
  for (const auto& [value, count] : column.values) {
    if (const auto score = numbered_answer(value)) labels.push_back({value, *score});
  }
  return labels;
}

struct RecognisedLabels {
  std::string_view question;
  std::vector<AnswerLabel> labels;
};

RecognisedLabels find_labels(const ColumnProfile& column) {
  if (column.many_values || column.values.empty()) return {};
  if (auto labels = numbered_labels(column); !labels.empty()) return {"", std::move(labels)};
  for (const LabelFamily& family : kFamilies) {
    std::vector<AnswerLabel> labels;
    std::int64_t covered = 0;
    for (const auto& [value, count] : column.values) {
      const auto score = family_score(family, value);
      if (!score) continue;
      labels.push_back({value, *score});
      covered += count;
    }
    // A stray word among them will be reported with its line.
    if (labels.size() >= 2 && covered * 10 >= column.filled * 8) {
      return {family.question, std::move(labels)};
    }
  }
  return {};
}

bool is_not_applicable(std::string_view value) {
  const std::string key = header_key(value);
  return has_any(key, {"利用していない", "利用なし", "使っていない", "該当なし", "該当しない",
                       "わからない", "分からない", "対象外", "notapplicable", "neverused",
                       "dontknow", "don’tknow", "notused", "didnotuse"}) ||
         key == "na" || key == "n/a" || key == "なし";
}

// What the words of a question ask for: "" when they do not tell.
std::string_view question_of(std::string_view text) {
  if (has_any(text, {"薦め", "すすめ", "勧め", "推奨度", "recommend", "netpro"}) ||
      has_word(text, {"nps", "net promoter"})) {
    return "nps";
  }
  if (has_any(text, {"手間", "簡単", "容易", "かんたん", "スムーズ", "effort"}) ||
      has_word(text, {"easy.", "easily.", "ces.", "how difficult"})) {
    return "effort";
  }
  if (has_any(text, {"価値", "見合", "value for money", "コストパフォーマンス", "コスパ"}) ||
      has_word(text, {"worth"})) {
    return "worth";
  }
  if (has_any(text, {"満足", "satisf", "csat", "評価", "星", "良かった"}) ||
      has_word(text, {"rating", "rated.", "star.", "you rate", "rate our", "rate the", "rate your",
                      "rate us", "rate this"}) ||
      text.starts_with("rate ")) {
    return "csat";
  }
  if (has_any(text, {"そう思い", "同意", "思いますか", "当てはま", "あてはま"}) ||
      has_word(text, {"agree", "disagree"})) {
    return "agree";
  }
  return "";
}

// The factor of worth that a question names.
std::string_view factor_of(std::string_view text) {
  if (has_any(text, {"価格", "値段", "料金", "price", "コスト"})) return "price";
  if (has_any(text, {"品質", "quality", "質の"})) return "quality";
  if (has_any(text, {"サービス", "接客", "対応", "service"})) return "service";
  if (has_any(text, {"体験", "experience", "雰囲気"})) return "experience";
  return "";
}

// A question about effort may be asked so that a high answer is a bad one.
bool is_higher_better(std::string_view question, std::string_view text) {
  if (question != "effort") return true;
  if (has_any(text,
              {"かからな", "少な", "簡単", "容易", "かんたん", "スムーズ", "easy", "effortless"}))
    return true;
  return !has_any(text, {"手間", "effort", "difficult"});
}

// The scale that the words or the values tell.
AnswerScale scale_of(const ColumnProfile& column, std::string_view question,
                     std::string_view text) {
  AnswerScale scale;
  const double max = column.max;
  if (question == "nps") {
    scale.high = 10;
  } else if (has_any(text, {"10段階", "10点満点", "0-10", "0~10", "0〜10"}) || max > 7) {
    scale.low = column.min < 1 || question == "worth" ? 0 : 1;
    scale.high = 10;
  } else if (has_any(text, {"7段階", "1-7", "1~7", "1〜7"}) || max > 5) {
    scale.low = 1;
    scale.high = 7;
  } else if (has_any(text, {"3段階", "1-3"})) {
    scale.low = 1;
    scale.high = 3;
  } else if (has_any(text, {"4段階", "1-4"})) {
    scale.low = 1;
    scale.high = 4;
  } else {
    // A 0 among answers up to 5 is more often "no answer" than a step: it will be reported.
    scale.low = 1;
    scale.high = 5;
  }
  return scale;
}

// Numbers that are on no scale, as 55 among answers up to 5, are slips: they do not keep the column
// from being a question, and each is reported with its line.
void set_slips_apart(ColumnProfile& answers) {
  if (answers.many_values || (answers.min >= 0 && answers.max <= 10)) return;
  std::vector<std::string> slips;
  std::int64_t count = 0;
  double min = 10;
  double max = 0;
  for (const auto& [value, times] : answers.values) {
    const auto number = parse_number(value, Decimal::point);
    if (!number) continue;
    if (*number < 0 || *number > 10) {
      slips.push_back(value);
      count += times;
      continue;
    }
    min = std::min(min, *number);
    max = std::max(max, *number);
  }
  if (count * 10 > answers.filled || min > max) return;
  for (const std::string& value : slips) answers.values.erase(value);
  answers.filled -= count;
  answers.numbers -= count;
  answers.integers -= std::min(count, answers.integers);
  answers.min = min;
  answers.max = max;
}

std::string between(std::string_view text, char open, char close) {
  const std::size_t begin = text.rfind(open);
  const std::size_t end = text.rfind(close);
  if (begin == std::string_view::npos || end == std::string_view::npos || end <= begin) return {};
  return std::string(trim_blanks(text.substr(begin + 1, end - begin - 1)));
}

}  // namespace

bool asks_overall(std::string_view wording) {
  return has_any(fold_case(fold_width(wording)),
                 {"総合", "全体", "全般", "当店", "当社", "今回", "overall"});
}

namespace {

// "Q2.スタッフの対応" -> "スタッフの対応"
std::string_view without_number(std::string_view wording) {
  std::string_view rest = wording;
  for (const std::string_view letter : {"Q", "q", "設問", "問"}) {
    if (!rest.starts_with(letter)) continue;
    rest.remove_prefix(letter.size());
    break;
  }
  const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
  if (digits == 0) return wording;
  rest.remove_prefix(digits);
  for (const std::string_view mark : {".", ":", ")", "、", "。", " "}) {
    if (rest.starts_with(mark)) return trim_blanks(rest.substr(mark.size()));
  }
  return wording;
}

// What the question is about: the row of a grid ("満足度 [配送]"), or the words around "の満足度".
std::string touchpoint_of(std::string_view header, std::string_view question) {
  const std::string folded = fold_width(header);
  if (std::string row = between(folded, '[', ']'); !row.empty()) return row;
  if (question != "csat" && question != "effort") return {};
  for (const std::string_view mark :
       {"の満足度", "への満足", "に満足", "に対する満足", "についての満足", "満足度"}) {
    const std::size_t at = folded.find(mark);
    if (at == std::string::npos || at == 0) continue;
    const std::string_view before = trim_blanks(std::string_view(folded).substr(0, at));
    if (asks_overall(before)) return {};
    return std::string(without_number(before));
  }
  const std::string lower = fold_case(folded);
  for (const std::string_view mark :
       {"satisfied are you with ", "satisfied were you with ", "satisfaction with ", "rate "}) {
    const std::size_t at = lower.find(mark);
    if (at == std::string::npos) continue;
    std::string_view after = std::string_view(lower).substr(at + mark.size());
    for (const std::string_view article : {"the ", "our ", "your "}) {
      if (after.starts_with(article)) after.remove_prefix(article.size());
    }
    after = trim_blanks(after.substr(0, after.find('?')));
    const bool whole = has_word(after, {"overall.", "us."}) || after.ends_with("purchase") ||
                       after.ends_with("visit");
    return whole ? std::string{} : std::string(after);
  }
  for (const std::string_view mark :
       {"_csat", "_satisfaction", " satisfaction", "_rating", " rating"}) {
    const std::size_t at = lower.find(mark);
    if (at == std::string::npos || at == 0) continue;
    const std::string_view before = std::string_view(lower).substr(0, at);
    // A rating in stars is not one of stars.
    const bool whole = before == "overall" || before == "total" || before == "star";
    return whole ? std::string{} : std::string(before);
  }
  return {};
}

bool looks_open(const ColumnProfile& column, std::string_view text) {
  if (column.filled == 0 || column.mostly(column.dates) || column.mostly(column.emails)) {
    return false;
  }
  // Who wrote it, and what it is called, are not what was written.
  if (has_word(text,
               {"reviewer", "id.", "url.", "link.", "language", "source", "country", "status."}) ||
      text.ends_with("番号"))
    return false;
  const bool comment =
      has_any(text, {"コメント", "自由", "意見", "感想", "要望", "理由", "お聞かせ", "口コミ",
                     "クチコミ", "レビュー", "お書き", "ご記入"}) ||
      has_word(text, {"comment", "feedback", "reason.", "why", "tell us", "improve",
                      "anything else", "review", "verbatim", "open-ended", "open ended"});
  const bool wordy = column.mean_length() > 8 && column.numbers * 2 < column.filled;
  return comment && (wordy || column.numbers == 0);
}

// Whether those with decimals are half steps (4.5 stars): a rate or a share is no answer.
bool steps_by_halves(const ColumnProfile& column) {
  return !column.many_values && std::ranges::all_of(column.values, [](const auto& value) {
    const auto number = parse_number(value.first, Decimal::point);
    return !number || std::abs(2 * *number - std::round(2 * *number)) < 1e-6;
  });
}

std::optional<QuestionColumn> scored(const ColumnProfile& column, std::string_view wording,
                                     const RecognisedLabels& words) {
  const std::string text = spaced(wording);
  // A count is not an opinion, nor is what a mailing tool makes of somebody.
  if (text == "member_rating") return std::nullopt;
  if (has_any(text, {"回数", "人数", "件数", "年数", "頻度", "年齢"}) ||
      has_word(text, {"how many", "how often", "number of", "count."})) {
    return std::nullopt;
  }
  const std::string_view named = question_of(text);
  std::string question(named);
  QuestionColumn result{.column = column.header};
  result.confidence = Confidence::high;
  if (!words.question.empty() && (question.empty() || question == "worth")) {
    question = words.question;
    result.confidence = Confidence::medium;
  }
  const std::string_view factor = factor_of(text);
  if (question.empty() && !factor.empty()) {
    question = column.max > 5 ? "worth" : "csat";
    result.confidence = Confidence::medium;
    // "スタッフの接客" is of the staff, not of the whole.
    if (question == "csat") result.touchpoint = trim_blanks(wording);
  }
  if (question.empty()) return std::nullopt;
  result.question = question;
  ColumnProfile seen = column;
  if (!words.labels.empty() && seen.numbers == 0) seen.min = words.labels.front().score;
  for (const AnswerLabel& label : words.labels) {
    seen.min = std::min(seen.min, label.score);
    seen.max = std::max(seen.max, label.score);
  }
  result.scale = scale_of(seen, question, text);
  result.scale.higher_is_better = is_higher_better(question, text);
  result.scale.labels = words.labels;
  if (result.touchpoint.empty()) result.touchpoint = touchpoint_of(wording, question);
  if (question == "worth" && !factor.empty()) result.touchpoint = factor;
  if (question == "agree" && result.touchpoint.empty()) result.touchpoint = wording;
  if (question == "nps" && column.numbers > 0 && column.max <= 5) {
    result.confidence = Confidence::low;
  }
  return result;
}

}  // namespace

std::string question_written(std::string_view cell) {
  static constexpr std::array<std::string_view, 7> kQuestions{"nps",   "csat", "effort", "worth",
                                                              "agree", "open", "choice"};
  const std::string folded = fold_case(trim_blanks(cell));
  if (std::ranges::find(kQuestions, folded) != kQuestions.end()) return folded;
  const std::string text = spaced(cell);
  const std::string_view named = question_of(text);
  return named.empty() ? std::string(cell) : std::string(named);
}

std::optional<double> numbered_answer(std::string_view cell) { return numbered(fold_width(cell)); }

std::vector<AnswerLabel> recognise_labels(const ColumnProfile& column) {
  return find_labels(column).labels;
}

std::vector<std::string> not_applicable_among(const ColumnProfile& column) {
  std::vector<std::string> found;
  for (const auto& [value, times] : column.values) {
    if (is_not_applicable(value)) found.push_back(value);
  }
  return found;
}

std::optional<QuestionColumn> recognise_score(const ColumnProfile& column,
                                              std::string_view file_name) {
  const std::string file = spaced(file_name);
  const std::string_view named = question_of(file);
  const bool known = named == "nps" || named == "csat" || named == "effort";
  // More than seven steps may be a recommendation as well as a satisfaction.
  const bool open = !known && column.max > 7;
  auto question = recognise_question(column, known ? named : open ? "nps" : "csat");
  if (!question || question->scale.low == question->scale.high) return std::nullopt;
  question->confidence = open ? Confidence::low : Confidence::medium;
  question->why =
      known ? Localized{"見出しは点数、ファイル名から",
                        "a score by its header, asked by the name of the file"}
      : open ? Localized{"何の点数か見出しに無い（question を nps か csat などに）",
                         "the header does not say what was asked (set question to nps, csat or so)"}
             : Localized{"見出しは点数、ほかに問いが無い",
                         "a score by its header, and no other is asked"};
  return question;
}

std::optional<QuestionColumn> recognise_question(const ColumnProfile& column,
                                                 std::string_view wording) {
  if (column.filled == 0) return std::nullopt;
  // Answers that say "does not apply" are set apart before the rest is judged.
  ColumnProfile answers = column;
  std::vector<std::string> not_applicable = not_applicable_among(column);
  for (const std::string& value : not_applicable) {
    answers.filled -= answers.values.at(value);
    answers.values.erase(value);
  }
  set_slips_apart(answers);
  // A stray word among the numbers will be reported with its line.
  const bool steps = answers.decimals == 0 || steps_by_halves(answers);
  const bool small_numbers = answers.filled > 0 && steps &&
                             (answers.integers + answers.decimals) * 2 >= answers.filled &&
                             answers.min >= 0 && answers.max <= 10;
  const RecognisedLabels words =
      small_numbers ? RecognisedLabels{"", labels_among_numbers(answers)} : find_labels(answers);
  if (small_numbers || !words.labels.empty()) {
    auto question = scored(answers, wording, words);
    if (question) question->scale.not_applicable = std::move(not_applicable);
    if (question)
      question->why = {"見出しの言葉と値の範囲から", "by the words of the header and the values"};
    return question;
  }
  if (looks_open(column, spaced(wording))) {
    return QuestionColumn{.column = column.header,
                          .question = "open",
                          .touchpoint = {},
                          .scale = {},
                          .confidence = Confidence::high,
                          .why = {"自由に書かれた言葉", "free text"}};
  }
  return std::nullopt;
}

}  // namespace mikata
