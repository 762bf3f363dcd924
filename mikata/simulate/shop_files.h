// SPDX-License-Identifier: Apache-2.0
// The files of the shop, customer after customer: nothing is kept beyond one customer and the
// buffers of the files.
#pragma once

#include <cstdint>
#include <filesystem>

#include "mikata/simulate/basket.h"
#include "mikata/simulate/csv_file.h"
#include "mikata/simulate/person.h"
#include "mikata/simulate/touches.h"
#include "mikata/simulate/truth.h"

namespace mikata::shop {

class ShopFiles {
 public:
  // Makes the files in an existing folder and writes products.csv and the headers.
  ShopFiles(const World& world, const std::filesystem::path& folder);
  void add(const Story& story);
  void close();

 private:
  void add_customer(const Story& story, const Person& person);
  void add_orders(const Story& story);
  void add_order(const std::string& id, const Order& order, const Basket& basket);
  void add_return(const std::string& id, const Order& order, const Basket& basket);
  void add_touch(const std::string& id, const Touch& touch);
  void add_survey(const Story& story, const Person& person);
  void add_answer(const Story& story, const Invitation& invitation, const std::string& mail);
  void add_rival(const Story& story, const Person& person);
  void add_truth(const Story& story);

  const World& world_;
  const Words& words_;
  CsvFile customers_;
  CsvFile orders_;
  CsvFile events_;
  CsvFile survey_;
  CsvFile competitor_;
  CsvFile truth_customers_;
  CsvFile truth_remarks_;
  std::int64_t order_count_ = 0;
};

}  // namespace mikata::shop
