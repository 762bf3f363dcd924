// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/table_guess.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>

#include "mikata/ingest/field_assignment.h"
#include "mikata/ingest/fold_text.h"
#include "mikata/ingest/header_words.h"
#include "mikata/ingest/parse_date.h"
#include "mikata/ingest/survey_guess.h"

namespace mikata {
namespace {

using Assigned = std::vector<AssignedField>;

int count_of(const Assigned& assigned, std::initializer_list<std::string_view> fields) {
  return static_cast<int>(std::ranges::count_if(fields, [&](std::string_view field) {
    const AssignedField* found = find_assigned(assigned, field);
    return found != nullptr && found->confidence != Confidence::low;
  }));
}

bool has_dates(const FileSample& sample) {
  return std::ranges::any_of(sample.profile.columns, [](const ColumnProfile& column) {
    return column.mostly(column.dates);
  });
}

bool names_rows(const FileSample& sample, const Assigned& assigned, std::string_view field) {
  const AssignedField* found = find_assigned(assigned, field);
  return found != nullptr && sample.profile.columns[found->column].names_rows();
}

int score_actions(const FileSample& sample, const Assigned& assigned) {
  const int who = count_of(assigned, {"customer_id", "email", "phone", "external_id"});
  const int what = count_of(assigned, {"amount", "amount_minor", "order_id", "unit_price"});
  const int more = count_of(
      assigned, {"item_id", "quantity", "kind", "discount", "session_id", "campaign", "action_id"});
  const bool when = find_assigned(assigned, "occurred_at") != nullptr || has_dates(sample);
  if (!when && what == 0) return 0;
  return (when ? 4 : 0) + (who > 0 ? 4 : 0) + 4 * std::min(what, 2) + 2 * std::min(more, 2);
}

int score_customers(const FileSample& sample, const Assigned& assigned) {
  const AssignedField* id = find_assigned(assigned, "customer_id");
  if (id == nullptr) return 0;
  const ColumnProfile& column = sample.profile.columns[id->column];
  const int traits = count_of(assigned, {"name", "email", "phone", "birth_date", "gender", "region",
                                         "channel", "referred_by", "first_seen_at", "account_id"});
  if (column.names_rows()) return 5 + 2 * traits;
  // A list of people may hold somebody twice: the later row corrects.
  const bool mostly_once = column.distinct * 2 > column.filled;
  return mostly_once && traits >= 2 ? 3 + 2 * traits : 0;
}

int score_items(const FileSample& sample, const Assigned& assigned) {
  if (!names_rows(sample, assigned, "item_id")) return 0;
  return 5 + 2 * count_of(assigned, {"name", "category", "price", "cost", "active"});
}

int score_voices(const FileSample& sample, const Assigned& assigned) {
  const bool when = find_assigned(assigned, "occurred_at") != nullptr || has_dates(sample);
  if (is_long_survey(sample) || inquiry_words(sample)) return 12 + (when ? 2 : 0);
  const auto questions = static_cast<int>(recognise_questions(sample).size());
  if (questions == 0) return 0;
  return 4 + 3 * std::min(questions, 5) + (when ? 2 : 0);
}

struct Score {
  std::string_view table;
  int points = 0;
};

int points_of(const FileSample& sample, std::string_view table) {
  const Assigned assigned = assign_fields(sample, table);
  if (table == "actions") return score_actions(sample, assigned);
  if (table == "customers") return score_customers(sample, assigned);
  if (table == "items") return score_items(sample, assigned);
  if (table == "voices") return score_voices(sample, assigned);
  if (table == "accounts") {
    if (!names_rows(sample, assigned, "account_id")) return 0;
    return 4 + 2 * count_of(assigned, {"name", "industry", "size", "region"});
  }
  if (table == "utterances") {
    return count_of(assigned, {"conversation_id", "turn"}) == 2 ? 14 : 0;
  }
  if (table == "market") return count_of(assigned, {"period", "market_size"}) == 2 ? 14 : 0;
  return count_of(assigned, {"kind", "value", "customer_id"}) == 3 ? 14 : 0;
}

// Who bought or did something is not a list of customers or items.
void weigh_against(std::array<Score, 8>& scores, const FileSample& sample) {
  const Assigned actions = assign_fields(sample, "actions");
  const bool orders = count_of(actions, {"amount", "amount_minor", "order_id"}) > 0 &&
                      find_assigned(actions, "occurred_at") != nullptr;
  const bool people = find_assigned(actions, "customer_id") != nullptr &&
                      find_assigned(actions, "customer_id")->exact;
  const bool tickets = is_tickets(sample);
  for (Score& score : scores) {
    if (score.table == "customers" && orders) score.points -= 4;
    if (tickets && (score.table == "customers" || score.table == "items")) score.points = 0;
    if (score.table == "items" && people) score.points -= 6;
  }
}

// A first line of numbers and dates is not a header.
bool header_is_data(const FileSample& sample) {
  const auto is_value = [](const ColumnProfile& column) {
    const std::string& name = column.header;
    return name.starts_with("column_") || parse_number(name, Decimal::point).has_value() ||
           parse_date(name, {}).fault == DateFault::none;
  };
  return std::ranges::count_if(sample.profile.columns, is_value) * 2 >
         static_cast<std::ptrdiff_t>(sample.profile.columns.size());
}

}  // namespace

bool is_tickets(const FileSample& sample) {
  static constexpr std::array<std::string_view, 23> kNames{
      "subject",      "ticketsubject", "priority",          "ticketid",
      "ticketnumber", "ticketname",    "ticketstatus",      "ticketowner",
      "requester",    "requestername", "assignee",          "agent",
      "solvedat",     "resolvedat",    "resolvedtime",      "件名",
      "優先度",       "担当者",        "対応状況",          "対応ステータス",
      "チケット番号", "チケットid",    "チケットステータス"};
  return std::ranges::count_if(sample.head.header, [](const std::string& header) {
           return std::ranges::find(kNames, header_key(header)) != kNames.end();
         }) >= 2;
}

TableGuess guess_table(const FileSample& sample) {
  std::array<Score, 8> scores{{{"actions"},
                               {"customers"},
                               {"items"},
                               {"voices"},
                               {"accounts"},
                               {"identities"},
                               {"utterances"},
                               {"market"}}};
  const std::string_view by_name = table_named(sample.file_name);
  for (Score& score : scores) {
    score.points = points_of(sample, score.table);
    if (score.table == by_name && score.points > 0) score.points += 4;
  }
  weigh_against(scores, sample);
  const auto best = std::ranges::max_element(scores, {}, &Score::points);
  if (header_is_data(sample)) {
    return {.table = best->points > 0 ? std::string(best->table) : "actions",
            .doubt = MappingDoubt{
                "table",
                "",
                {"一行目が見出しではなく値のようだ（見出しの行を加えるか、その上の行を消す）",
                 "the first line holds values, not the names of the columns (add "
                 "a line of headers, or remove the lines above it)"}}};
  }
  constexpr int kEnough = 7;
  if (best->points >= kEnough) return {.table = std::string(best->table), .doubt = {}};
  std::string table(best->points > 0 ? best->table : by_name);
  if (table.empty()) table = "actions";
  return {.table = table,
          .doubt = MappingDoubt{"table",
                                "",
                                {"何のファイルか分からない（--as customers などで示す）",
                                 "cannot tell what the file holds (say it with --as customers, "
                                 "actions, items or voices)"}}};
}

bool is_long_survey(const FileSample& sample) {
  const Assigned assigned = assign_fields(sample, "voices");
  const AssignedField* question = find_assigned(assigned, "question");
  if (question == nullptr || !question->exact) return false;
  return count_of(assigned, {"score", "text"}) > 0;
}

std::optional<InquiryWords> inquiry_words(const FileSample& sample) {
  // Zendesk and Freshdesk say description, HubSpot "Ticket description", Re:lation 本文. Anything
  // may have a description, so only an inquiry's own names are enough without a desk around them.
  static constexpr std::array<std::string_view, 10> kInquiry{
      "お問い合わせ内容",   "問い合わせ内容", "お問合せ内容",   "問合せ内容",
      "ご相談内容",         "相談内容",       "お問い合わせ文", "ticketdescription",
      "inquirydescription", "ticketbody"};
  static constexpr std::array<std::string_view, 16> kWords{
      "description",    "descriptiontext", "body",       "messagebody", "message", "messages",
      "firstmessage",   "initialmessage",  "comment",    "content",     "本文",    "内容",
      "メッセージ本文", "メッセージ",      "最初の本文", "beschreibung"};
  const bool tickets = is_tickets(sample);
  for (std::size_t i = 0; i < sample.profile.columns.size(); ++i) {
    const ColumnProfile& column = sample.profile.columns[i];
    const std::string key = header_key(column.header);
    const bool named = std::ranges::find(kInquiry, key) != kInquiry.end() ||
                       (tickets && std::ranges::find(kWords, key) != kWords.end());
    const bool wordy = column.mean_length() > 8 && column.numbers * 2 < column.filled;
    if (named && wordy) return InquiryWords{i, tickets};
  }
  return std::nullopt;
}

bool is_survey_attribute(std::string_view header) {
  static constexpr std::array<std::string_view, 12> kAttributes{
      "customer_id", "email",  "phone",   "external_id", "response_id", "voice_id",
      "occurred_at", "survey", "channel", "language",    "weight",      "item_id"};
  for (const NamedField& named : fields_named(header, "voices")) {
    if (named.match != NameMatch::exact) continue;
    if (std::ranges::find(kAttributes, named.field) != kAttributes.end()) return true;
  }
  return false;
}

}  // namespace mikata
