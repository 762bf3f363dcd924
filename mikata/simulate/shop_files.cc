// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/shop_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "mikata/simulate/draw.h"
#include "mikata/simulate/remark.h"

namespace mikata::shop {
namespace {

void write_header(CsvFile& file, std::span<const char* const> names) {
  for (const char* name : names) file.cell(std::string_view(name));
  file.end_row();
}

// As Japanese spreadsheets write days: 2025/1/28.
std::string slashed(Day day) {
  const CalendarDay date = calendar(day);
  return fmt::format(FMT_STRING("{}/{}/{}"), date.year, date.month, date.day);
}

std::string clock(int second) {
  return fmt::format(FMT_STRING("{:02}:{:02}:{:02}"), second / 3600, second / 60 % 60, second % 60);
}

std::string iso_time(Day day, int second) {
  return fmt::format(FMT_STRING("{} {}"), to_string(day), clock(second));
}

// As Google Forms writes it: 2025/01/28 14:03:22.
std::string form_time(Day day, int second) {
  const CalendarDay date = calendar(day);
  return fmt::format(FMT_STRING("{}/{:02}/{:02} {}"), date.year, date.month, date.day,
                     clock(second));
}

// 12,345, below a million.
std::string with_commas(std::int64_t amount) {
  if (amount < 1000) return std::to_string(amount);
  return fmt::format(FMT_STRING("{},{:03}"), amount / 1000, amount % 1000);
}

void write_products(const World& world, const std::filesystem::path& path) {
  const Words& text = words(world.language);
  CsvFile file(path, CsvEncoding::utf8_bom);
  write_header(file, text.products);
  std::int64_t number = 0;
  for (const Item& item : items()) {
    file.cell(fmt::format("P-{:03}", ++number))
        .cell(std::string_view(world.language == Language::ja ? item.ja : item.en))
        .cell(std::string_view(text.categories[static_cast<std::size_t>(item.category)]))
        .cell(with_commas(item.price))
        .cell(with_commas(item.cost))
        .end_row();
  }
  file.close();
}

template <std::size_t n>
std::string_view word(const std::array<const char*, n>& words, auto value) {
  return words[static_cast<std::size_t>(value)];
}

// The same address, as people type it.
std::string mail_as_typed(Random& random, const std::string& mail) {
  const double u = random.uniform();
  std::string typed = mail;
  if (u < .04) typed.front() = static_cast<char>(typed.front() - 'a' + 'A');
  if (u >= .04 && u < .06) {
    std::ranges::transform(typed, typed.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
  }
  if (u >= .06 && u < .09) typed += ' ';
  return typed;
}

}  // namespace

ShopFiles::ShopFiles(const World& world, const std::filesystem::path& folder)
    : world_(world),
      words_(words(world.language)),
      customers_(folder / "customers.csv", CsvEncoding::utf8_bom),
      orders_(folder / "orders.csv",
              world.language == Language::ja ? CsvEncoding::cp932 : CsvEncoding::utf8),
      events_(folder / "events.csv", CsvEncoding::utf8_bom),
      survey_(folder / "survey.csv", CsvEncoding::utf8),
      competitor_(folder / "competitor.csv", CsvEncoding::utf8),
      truth_customers_(folder / "truth_customers.csv", CsvEncoding::utf8),
      truth_remarks_(folder / "truth_remarks.csv", CsvEncoding::utf8) {
  write_products(world, folder / "products.csv");
  write_header(customers_, words_.customers);
  write_header(orders_, words_.orders);
  write_header(events_, words_.events);
  write_header(survey_, words_.survey);
  write_header(competitor_, words_.competitor);
  constexpr std::array kTruthCustomers = {"customer_id", "satisfaction", "alive_until", "segment",
                                          "would_answer"};
  write_header(truth_customers_, kTruthCustomers);
  constexpr std::array kTruthRemarks = {"customer_id", "day",  "sentiment",
                                        "themes",      "text", "lost_12m"};
  write_header(truth_remarks_, kTruthRemarks);
}

void ShopFiles::add(const Story& story) {
  const Person person = make_person(world_, story.nature);
  add_customer(story, person);
  add_orders(story);
  const std::string id = customer_id(world_, story.nature.number);
  for (const Touch& touch : touches(world_, story)) add_touch(id, touch);
  add_survey(story, person);
  add_rival(story, person);
  add_truth(story);
}

void ShopFiles::close() {
  for (CsvFile* file : {&customers_, &orders_, &events_, &survey_, &competitor_, &truth_customers_,
                        &truth_remarks_}) {
    file->close();
  }
}

void ShopFiles::add_customer(const Story& story, const Person& person) {
  const Nature& nature = story.nature;
  const std::optional<std::int64_t> sent_by = referrer(world_, nature);
  customers_.cell(customer_id(world_, nature.number))
      .cell(person.name)
      .cell(person.mail)
      .cell(person.phone)
      .cell(to_string(nature.birth))
      .cell(std::string_view(nature.female ? words_.female : words_.male))
      .cell(word(words_.regions, nature.region))
      .cell(word(words_.sources, nature.source))
      .cell(sent_by ? customer_id(world_, *sent_by) : std::string())
      .cell(slashed(nature.arrival))
      .cell(std::string_view(nature.english ? "en" : "ja"))
      .end_row();
  if (!sent_by) return;
  add_touch(customer_id(world_, *sent_by),
            {.day = nature.arrival,
             .second = 7 * 3600,
             .kind = "refer",
             .touchpoint = source_touchpoint(words_, nature.source)});
}

void ShopFiles::add_orders(const Story& story) {
  const std::string id = customer_id(world_, story.nature.number);
  for (const Order& order : story.orders) {
    const Basket basket = fill_basket(world_, story.nature, order);
    ++order_count_;
    add_order(id, order, basket);
    if (basket.back && basket.back->day <= world_.as_of) add_return(id, order, basket);
    // The forgotten line had an order of its own.
    if (basket.lines.back().second_order) ++order_count_;
  }
}

void ShopFiles::add_order(const std::string& id, const Order& order, const Basket& basket) {
  for (const Line& line : basket.lines) {
    orders_.cell(fmt::format(FMT_STRING("A{:07}"), order_count_ + (line.second_order ? 1 : 0)))
        .cell(slashed(order.day))
        .cell(std::string_view(words_.order))
        .cell(id)
        .cell(fmt::format(FMT_STRING("P-{:03}"), line.item + 1))
        .cell(line.quantity)
        .cell(line.amount)
        .cell(line.discount)
        .cell(line.cost)
        .cell(word(words_.outlets, order.outlet))
        .end_row();
  }
}

void ShopFiles::add_return(const std::string& id, const Order& order, const Basket& basket) {
  const Line& line = basket.lines[basket.back->line];
  constexpr std::int64_t kNothing = 0;
  orders_.cell(fmt::format(FMT_STRING("A{:07}"), order_count_ + (line.second_order ? 1 : 0)))
      .cell(slashed(basket.back->day))
      .cell(std::string_view(words_.back))
      .cell(id)
      .cell(fmt::format(FMT_STRING("P-{:03}"), line.item + 1))
      .cell(-line.quantity)
      .cell(line.discount - line.amount)
      .cell(kNothing)
      .cell(kNothing)
      .cell(word(words_.outlets, order.outlet))
      .end_row();
}

void ShopFiles::add_touch(const std::string& id, const Touch& touch) {
  events_.cell(iso_time(touch.day, touch.second))
      .cell(std::string_view(touch.kind))
      .cell(id)
      .cell(touch.session)
      .cell(std::string_view(touch.touchpoint))
      .cell(touch.campaign)
      .cell(std::string_view(touch.channel));
  if (touch.cost > 0)
    events_.cell(touch.cost);
  else
    events_.empty();
  events_.end_row();
}

void ShopFiles::add_survey(const Story& story, const Person& person) {
  for (const Invitation& invitation : story.invitations) {
    const std::string unknown = fmt::format("old.address{}@example.com", story.nature.number);
    add_answer(story, invitation, invitation.unknown_address ? unknown : person.mail);
  }
}

void ShopFiles::add_answer(const Story& story, const Invitation& invitation,
                           const std::string& mail) {
  const Nature& nature = story.nature;
  const Order& order = story.orders[invitation.order];
  Random random = stream(world_.seed, nature.number, Purpose::invitation, -1 - order.number);
  const bool answered = invitation.status == Status::answered;
  const auto second = static_cast<int>(whole(random, 10 * 3600, 23 * 3600));
  survey_.cell(form_time(invitation.answered, answered ? second : 10 * 3600))
      .cell(mail_as_typed(random, mail))
      .cell(word(words_.statuses, invitation.status));
  if (!answered) {
    for (std::size_t i = 3; i < words_.survey.size(); ++i) survey_.empty();
    survey_.end_row();
    return;
  }
  const Answer said = answer(world_, nature, order);
  survey_.cell(std::int64_t{said.nps}).cell(std::int64_t{said.csat}).cell(std::int64_t{said.ease});
  for (const std::optional<int>& rating : said.ratings) {
    if (rating)
      survey_.cell(std::int64_t{*rating});
    else
      survey_.empty();
  }
  for (const int agree : said.agree) survey_.cell(std::int64_t{agree});
  const std::optional<Remark> remark = write_remark(world_, nature, order, said);
  survey_.cell(remark ? remark->text : std::string()).end_row();
  if (!remark) return;
  std::string themes;
  for (const Theme theme : remark->themes) {
    if (!themes.empty()) themes += ' ';
    themes += theme_name(theme);
  }
  truth_remarks_.cell(customer_id(world_, nature.number))
      .cell(to_string(invitation.answered))
      .cell(std::int64_t{remark->sentiment})
      .cell(themes)
      .cell(remark->text)
      .cell(std::llround(sales_lost(world_, story, invitation)))
      .end_row();
}

void ShopFiles::add_rival(const Story& story, const Person& person) {
  const auto answered = std::ranges::find(story.invitations, Status::answered, &Invitation::status);
  if (answered == story.invitations.end()) return;
  const std::optional<RivalAnswer> rival = rival_answer(world_, story.nature);
  if (!rival) return;
  competitor_.cell(form_time(answered->answered, 23 * 3600))
      .cell(person.mail)
      .cell(word(words_.rivals, rival->rival));
  for (const int rating : rival->ratings) competitor_.cell(std::int64_t{rating});
  competitor_.end_row();
}

void ShopFiles::add_truth(const Story& story) {
  truth_customers_.cell(customer_id(world_, story.nature.number));
  if (story.orders.empty()) {
    truth_customers_.empty().empty();
  } else {
    const Order& last = story.orders.back();
    truth_customers_.cell(fmt::format(FMT_STRING("{:.3f}"), last.satisfaction))
        .cell(last.leaves ? to_string(last.day) : std::string());
  }
  truth_customers_.cell(
      std::string_view(kSegmentModels[static_cast<std::size_t>(story.nature.segment)].name));
  if (const std::optional<int> score = would_answer(world_, story)) {
    truth_customers_.cell(std::int64_t{*score});
  } else {
    truth_customers_.empty();
  }
  truth_customers_.end_row();
}

}  // namespace mikata::shop
