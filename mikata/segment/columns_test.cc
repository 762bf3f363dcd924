// SPDX-License-Identifier: Apache-2.0
#include "mikata/segment/columns.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "mikata/base/error.h"
#include "mikata/store/duckdb_store.h"

namespace mikata {
namespace {

struct Customer {
  std::string id;
  std::string region;  // "" is unknown
  std::string properties;
};

std::unique_ptr<Store> book_of(const std::vector<Customer>& customers) {
  auto store = open_duckdb_store({.file = {}, .derived = {{"order"}}, .threads = 1});
  Batch batch;
  batch.table = find_fact_table("customers");
  batch.source = "test";
  batch.rows = customers.size();
  batch.columns.resize(batch.table->columns.size());
  for (auto& column : batch.columns) {
    column.texts.resize(batch.rows);
    column.reals.resize(batch.rows);
    column.integers.resize(batch.rows);
    column.valid.resize(batch.rows);
  }
  const auto set = [&](std::string_view name, std::size_t row, const std::string& text) {
    auto& column = batch.columns[*batch.table->find(name)];
    column.texts[row] = text;
    column.valid[row] = text.empty() ? 0 : 1;
  };
  for (std::size_t row = 0; row < customers.size(); ++row) {
    set("customer_id", row, customers[row].id);
    set("region", row, customers[row].region);
    batch.properties.push_back(customers[row].properties);
  }
  const auto append = store->append("I1");
  append->add(batch);
  append->publish();
  return store;
}

// The ids that a condition finds, in order, with a space between.
std::string found(const Store& store, std::string_view text) {
  const auto condition = compile_condition(text, known_columns(store), {.money_digits = 2});
  const Table table = store.query({"SELECT c.customer_id FROM customer_summary AS c WHERE " +
                                       condition.sql + " ORDER BY c.customer_id",
                                   condition.bindings});
  std::string ids;
  for (const auto& row : table.rows) ids += (ids.empty() ? "" : " ") + as_text(row[0]);
  return ids;
}

TEST(KnownColumns, AreThoseThatTheTablesHave) {
  const auto store = book_of({});
  const auto columns = known_columns(*store);
  const struct {
    std::string_view name;
    Origin own;
    std::string_view sql;
    FactType type;
  } cases[] = {
      {"region", Origin::customers, "c.region", FactType::text},
      {"customer_id", Origin::customers, "c.customer_id", FactType::text},
      {"birth_date", Origin::voices, "c.birth_date", FactType::day},
      {"orders_365d", Origin::voices, "c.orders_365d", FactType::integer},
      {"revenue_365d", Origin::customers, "c.revenue_365d_minor", FactType::money},
      {"amount", Origin::actions, "x.amount_minor", FactType::money},
      {"kind", Origin::customers, "x.kind", FactType::text},
      {"channel", Origin::voices, "a.channel", FactType::text},
      {"score", Origin::voices, "a.score", FactType::real},
      {"anonymous", Origin::voices, "a.anonymous", FactType::boolean},
      {"local_day", Origin::voices, "a.local_day", FactType::day},
      {"occurred_at", Origin::actions, "x.occurred_at", FactType::instant},
      {"category", Origin::actions, "i.category", FactType::text},
      {"price", Origin::actions, "i.price_minor", FactType::money},
  };
  for (const auto& [name, own, sql, type] : cases) {
    EXPECT_EQ(columns.resolve(name, own).sql, sql);
    EXPECT_EQ(columns.resolve(name, own).type, type) << name;
  }
  for (const auto* name : {"actions.identity", "voices.text", "customers.first_seen_at",
                           "amount_minor", "seq", "key_hash", "customer_no"}) {
    EXPECT_THROW(columns.resolve(name, Origin::actions), Error) << name;
  }
}

TEST(KnownColumns, EveryOneCanBeAsked) {
  const auto store = book_of({{"C1", "大阪", R"({"rank":"3"})"}});
  const auto columns = known_columns(*store);
  for (const auto& column : columns.all()) {
    const std::string sql =
        "SELECT count(*) FROM (SELECT s.*, 0e0 AS p_alive, 0e0 AS expected_orders_12m, 0e0 AS "
        "clv_12m FROM customer_summary AS s) AS c, actions_now AS x, "
        "answers AS a, items_now AS i WHERE " +
        column.sql + " IS NULL";
    EXPECT_NO_THROW(static_cast<void>(store->query({sql}))) << column.sql;
  }
}

TEST(KnownColumns, ConditionsFindTheirRows) {
  const auto store = book_of({{"C1", "大阪", R"({"rank":"3","it's":"x"})"},
                              {"C2", "東京", R"({"rank":"10","会員 ランク":"金"})"},
                              {"C3", "", R"({"rank":"none","region":"関西"})"},
                              {"C4", "Osaka", ""}});
  const struct {
    std::string_view text;
    std::string_view ids;
  } cases[] = {
      {"", "C1 C2 C3 C4"},
      {"region = '大阪'", "C1"},
      {"region != '大阪'", "C2 C4"},
      {"NOT region = '大阪'", "C2 C4"},
      {"region NOT IN ('大阪')", "C2 C4"},
      {"region IS NULL", "C3"},
      {"region = '大阪' OR region IS NULL", "C1 C3"},
      {"region LIKE '大%'", "C1"},
      {"region LIKE '_阪'", "C1"},
      {"region LIKE 'o%'", ""},
      {"region LIKE 'O____'", "C4"},
      {"region BETWEEN 'A' AND 'z'", "C4"},
      {"rank >= 3", "C1 C2"},
      {"rank < '3'", "C2"},
      {"rank = 3 OR rank = 'none'", "C1 C3"},
      {"rank IN (3, 10)", "C1 C2"},
      {"rank IS NULL", "C4"},
      {"\"it's\" = 'x'", "C1"},
      {"\"会員 ランク\" = '金'", "C2"},
      {"properties.region = '関西'", "C3"},
      {"orders = 0 AND revenue < 0.01", "C1 C2 C3 C4"},
      {"orders > 0", ""},
      {"first_order_day > '1999-12-31'", ""},
  };
  for (const auto& [text, ids] : cases) EXPECT_EQ(found(*store, text), ids) << text;
}

TEST(KnownColumns, ValuesAreDataWhateverTheySay) {
  const auto store = book_of({{"C1", "'; DROP TABLE customers; --", ""}, {"C2", "$where_1", ""}});
  EXPECT_EQ(found(*store, "region = '''; DROP TABLE customers; --'"), "C1");
  EXPECT_EQ(found(*store, "region = '$where_1'"), "C2");
  EXPECT_EQ(found(*store, "region = ''' OR TRUE --'"), "");
}

TEST(KnownColumns, KeysOfPropertiesAreDataWhateverTheySay) {
  const auto store = book_of(
      {{"C1", "", R"({"a' OR '1'='1":"x","a.b":"dot","$where_1":"dollar"})"},
       {"C2", "", R"({"{slot}":"brace","%1":"percent","*":"star"})"},
       {"C3", "",
        R"({"back\\slash":"x","q\"q":"x","line\nend":"x","":"x","~1/":"pointer","0":"digit"})"}});
  const struct {
    std::string_view text;
    std::string_view ids;
  } cases[] = {{"\"a' OR '1'='1\" = 'x'", "C1"},
               {"\"a' OR '1'='1\" = 'y'", ""},
               {"a.b = 'dot'", "C1"},
               {"\"$where_1\" = 'dollar'", "C1"},
               {"\"{slot}\" = 'brace'", "C2"},
               {"\"%1\" = 'percent'", "C2"},
               {"\"*\" = 'star'", "C2"},
               {"\"q\"\"q\" = 'x'", "C3"},
               {"\"~1/\" = 'pointer'", "C3"},
               {"\"0\" = 'digit'", "C3"}};
  for (const auto& [text, ids] : cases) EXPECT_EQ(found(*store, text), ids) << text;
  const auto known = known_columns(*store);
  for (const auto* key : {"back\\slash", "line\nend", ""}) {
    EXPECT_THROW(known.resolve(key, Origin::customers), Error) << key;
  }
}

}  // namespace
}  // namespace mikata
