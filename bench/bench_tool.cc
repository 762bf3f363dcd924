// SPDX-License-Identifier: Apache-2.0
// What bench/run.py needs beside the program: data made from numbers alone (the same every time),
// and the peer.
//
//   bench_tool actions ROWS FILE
//     writes a CSV of actions
//   bench_tool copy FILE DATABASE
//     DuckDB's own COPY of it; prints {"rows","seconds"}
//   bench_tool book BOOK CUSTOMERS ACTIONS VOICES
//     writes a book; prints what is in it
#include <duckdb.h>
#include <fmt/core.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <string>

#include "bench/made_facts.h"
#include "mikata/base/error.h"
#include "mikata/store/book.h"

namespace mikata::bench {
namespace {

std::int64_t number(const char* text) { return std::strtoll(text, nullptr, 10); }

int write_actions(std::int64_t rows, const char* path) {
  std::ofstream out(path, std::ios::binary);
  out << "action_id,customer_id,kind,order_id,item_id,quantity,amount,channel,occurred_at\n";
  std::string text;
  for (std::int64_t i = 0; i < rows; ++i) {
    const MadeAction action = made_action(i, rows / 10 + 1);
    text += fmt::format("A{:08},C{:07},{},O{},I{},{},{},{},{} {:02}:{:02}:{:02}\n", i,
                        action.customer, action.kind, action.order, action.item, action.quantity,
                        action.amount, action.channel, to_string(action.day), action.second / 3600,
                        action.second / 60 % 60, action.second % 60);
    if (text.size() > 1 << 20 || i + 1 == rows) {
      out << text;
      text.clear();
    }
  }
  out.close();
  return out ? 0 : 1;
}

void run(duckdb_connection connection, const std::string& sql) {
  duckdb_result result;
  if (duckdb_query(connection, sql.c_str(), &result) == DuckDBError) {
    fail(ErrorKind::internal, "{}", duckdb_result_error(&result));
  }
  duckdb_destroy_result(&result);
}

int copy(const std::string& file, const char* path) {
  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;
  if (duckdb_open(path, &database) == DuckDBError ||
      duckdb_connect(database, &connection) == DuckDBError) {
    fail(ErrorKind::unavailable, "database did not open: {}", path);
  }
  run(connection,
      "CREATE TABLE actions (action_id VARCHAR, customer_id VARCHAR, kind VARCHAR, order_id "
      "VARCHAR, item_id VARCHAR, quantity DOUBLE, amount BIGINT, channel VARCHAR, occurred_at "
      "TIMESTAMP)");
  const auto start = std::chrono::steady_clock::now();
  run(connection, fmt::format("COPY actions FROM '{}' (HEADER)", file));
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  duckdb_result result;
  duckdb_query(connection, "SELECT count(*) FROM actions", &result);
  fmt::print("{{\"rows\": {}, \"seconds\": {:.3f}}}\n", duckdb_value_int64(&result, 0, 0),
             seconds.count());
  duckdb_destroy_result(&result);
  duckdb_disconnect(&connection);
  duckdb_close(&database);
  return 0;
}

// One batch after the other, so that memory stays small.
void add_all(Append& append, std::int64_t rows,
             const std::function<void(MadeRows&, std::int64_t)>& set, const char* table) {
  constexpr std::int64_t kBatch = 100'000;
  for (std::int64_t first = 0; first < rows; first += kBatch) {
    MadeRows made(table);
    for (std::int64_t i = first; i < std::min(first + kBatch, rows); ++i) {
      made.begin_row();
      set(made, i);
    }
    append.add(made.batch());
  }
}

int make_book(const char* folder, const Sizes& sizes) {
  Book::create(folder, {.name = "bench"});
  const auto book = Book::open(folder);
  const auto append = book->store().append("bench");
  add_all(*append, sizes.customers, set_customer, "customers");
  add_all(
      *append, sizes.actions,
      [&](MadeRows& rows, std::int64_t i) { set_action(rows, i, sizes.customers); }, "actions");
  add_all(
      *append, sizes.voices,
      [&](MadeRows& rows, std::int64_t i) { set_voice(rows, i, sizes.customers); }, "voices");
  const AppendResult result = append->publish();
  fmt::print("{{\"accepted\": {}, \"nps\": {}}}\n", result.accepted, (sizes.voices + 3) / 4);
  return 0;
}

int run_tool(int count, char** words) {
  const std::string verb = count > 1 ? words[1] : "";
  if (verb == "actions" && count == 4) return write_actions(number(words[2]), words[3]);
  if (verb == "copy" && count == 4) return copy(words[2], words[3]);
  if (verb == "book" && count == 6) {
    return make_book(words[2], {number(words[3]), number(words[4]), number(words[5])});
  }
  fmt::print(stderr,
             "usage: bench_tool actions ROWS FILE | copy FILE DATABASE | book BOOK "
             "CUSTOMERS ACTIONS VOICES\n");
  return 2;
}

}  // namespace
}  // namespace mikata::bench

int main(int count, char** words) {
  try {
    return mikata::bench::run_tool(count, words);
  } catch (const mikata::Error& error) {
    fmt::print(stderr, "bench_tool: {}\n", error.what());
    return 1;
  }
}
