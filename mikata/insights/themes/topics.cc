// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/themes/topics.h"

#include <algorithm>
#include <array>

#include "mikata/base/error.h"
#include "mikata/insights/key.h"
#include "mikata/insights/periods.h"
#include "mikata/insights/quotes.h"
#include "mikata/insights/remarks.h"
#include "mikata/stats/wilson.h"
#include "mikata/text/reader.h"
#include "mikata/text/topics.h"

namespace mikata::insights {
std::string_view sql(std::string_view path);
}

namespace mikata::themes {
namespace {

constexpr std::int64_t kRemarksMax = 3000;

// The remarks of one period with their words.
struct Told {
  std::vector<std::int64_t> numbers;  // answer_no
  std::vector<QuoteText> quotes;
  std::vector<std::vector<std::string>> terms;
};

class Periods {
 public:
  Periods(const Context& context, const CountedRemarks& counted)
      : context_(context), counted_(counted), session_(reader_.session()) {}

  Told read(Day start) {
    const Table table = ask_remarks(context_, counted_, insights::sql("themes/topics.sql"),
                                    {{"topic_start", start},
                                     {"topic_end", period_end(start, context_.request.grain)},
                                     {"limit", kRemarksMax}});
    Told told;
    for (const Row& row : table.rows) {
      told.numbers.push_back(as_integer(row[0]));
      told.quotes.push_back({as_text(row[3]), as_text(row[2]), as_text(row[1])});
      const text::Analysis analysis =
          session_->analyse({.text = as_text(row[4]), .language = as_text(row[2])});
      told.terms.push_back(text::topic_terms(analysis));
    }
    return told;
  }

 private:
  const Context& context_;
  const CountedRemarks& counted_;
  text::Reader reader_;
  std::unique_ptr<text::ReaderSession> session_;
};

struct NewTopics {
  Day period;
  Told told;
  std::vector<text::Topic> topics;
};

// A topic keeps the id that it had in the period before, when that was new there.
NewTopics find_topics(const Context& context, const CountedRemarks& counted) {
  const Grain grain = context.request.grain;
  if (grain == Grain::all) {
    fail(ErrorKind::invalid_argument,
         {"話題には期間が要ります: all（day、week、month、quarter、year のどれか）",
          "topics need a period: all (use day, week, month, quarter or year)"});
  }
  Day last = period_start(context.period.end, grain);
  if (is_open(context, last)) last = add_periods(last, grain, -1);
  Periods periods(context, counted);
  NewTopics found{last, periods.read(last), {}};
  const Told before = periods.read(add_periods(last, grain, -1));
  const Told earlier = periods.read(add_periods(last, grain, -2));
  found.topics = text::new_topics(found.told.terms, before.terms);
  text::keep_ids(found.topics, text::new_topics(before.terms, earlier.terms));
  return found;
}

std::string title_of(const Context& context, const text::Topic& topic) {
  std::string title;
  const char* between = context.language() == Language::ja ? "・" : ", ";
  for (const std::string& term : topic.terms) title += (title.empty() ? "" : between) + term;
  return title;
}

Row row_of(const Context& context, const NewTopics& found, const text::Topic& topic) {
  const auto n = static_cast<double>(found.told.numbers.size());
  const auto with = static_cast<double>(topic.remarks.size());
  const stats::Interval interval = stats::wilson(with, n);
  std::vector<QuoteText> quotes;
  for (const std::size_t remark : topic.remarks) quotes.push_back(found.told.quotes[remark]);
  const Quoted quote = representative_of(quotes);
  return {found.period,
          topic.id,
          title_of(context, topic),
          static_cast<std::int64_t>(found.told.numbers.size()),
          static_cast<std::int64_t>(topic.remarks.size()),
          with / n,
          interval.low,
          interval.high,
          quote.text,
          quote.voice_id,
          make_key({found.period, topic.id})};
}

}  // namespace

std::vector<Column> topic_columns() {
  using enum ColumnType;
  return {{"period", date, "", {"期間", "Period"}},
          {"topic", string, "", {"話題のID", "Id of the topic"}},
          {"title", string, "", {"新しい話題", "New topic"}},
          {"n", integer, "remarks", {"一言", "Remarks"}},
          {"remarks", integer, "remarks", {"触れたもの", "About it"}},
          {"share", share, "", {"割合", "Share"}},
          {"share_low", share, "", {"下限", "Low"}},
          {"share_high", share, "", {"上限", "High"}},
          {"quote", string, "", {"例えば", "In their words"}},
          {"voice_id", string, "", {"一言のID", "Id of the remark"}},
          {"key", string, "", {"鍵", "Key"}}};
}

Answer run_topics(const Context& context) {
  CountedRemarks counted = counted_remarks(context);
  const NewTopics found = find_topics(context, counted);
  Answer answer;
  answer.columns = topic_columns();
  answer.chart = Chart{"bars", "title", "share", "", "voice"};
  answer.method = {
      "前の期間より多い言葉を事前分布つき対数オッズ比で選び、Benjamini-Hochberg(5%)"
      "で偶然を除いた提案",
      "proposals: words said more than in the period before, by log-odds with a "
      "prior, told from chance by Benjamini-Hochberg (5 %)"};
  answer.n = static_cast<std::int64_t>(found.told.numbers.size());
  for (const text::Topic& topic : found.topics) {
    answer.table.rows.push_back(row_of(context, found, topic));
  }
  answer.left_out = std::move(counted.left_out);
  answer.notes = std::move(counted.notes);
  if (found.topics.empty()) {
    answer.notes.push_back({"not_significant",
                            {"前の期間より多いと言える話題はありません。",
                             "No topic is spoken of more than in the period before, beyond "
                             "chance."}});
  }
  return answer;
}

Behind topics_behind(const Context& context, std::string_view key, Page page) {
  const auto parts = split_key(key, 2, 2);
  const NewTopics found = find_topics(context, counted_remarks(context));
  const auto topic = std::ranges::find(found.topics, key_text(parts[1]), &text::Topic::id);
  if (key_day(parts[0]) != found.period || topic == found.topics.end()) {
    fail(ErrorKind::not_found, {"このキーの行はありません: {}", "no row has this key: {}"}, key);
  }
  std::vector<std::int64_t> numbers;
  for (const std::size_t remark : topic->remarks) numbers.push_back(found.told.numbers[remark]);
  const std::array given{
      GivenTable{.name = "topic_remarks", .columns = {{"answer_no", std::move(numbers)}}}};
  Context with_given = context;
  with_given.given = given;
  return remarks_behind(with_given,
                        {.part = "a.answer_no IN (SELECT answer_no FROM topic_remarks)"}, page);
}

}  // namespace mikata::themes
