// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/simulate.h"

#include <algorithm>
#include <system_error>

#include "mikata/base/error.h"
#include "mikata/simulate/shop_files.h"
#include "mikata/simulate/write_shop.h"

namespace mikata::shop {
namespace {

constexpr std::int64_t kMostCustomers = 10'000'000;
constexpr int kMostMonths = 1200;

void check(const SimulateOptions& options) {
  if (options.customers < 1 || options.customers > kMostCustomers) {
    fail(ErrorKind::invalid_argument,
         {"顧客の数は 1 から {} までです: {}", "number of customers must be 1..{}: {}"},
         kMostCustomers, options.customers);
  }
  if (options.months < 1 || options.months > kMostMonths) {
    fail(ErrorKind::invalid_argument,
         {"月の数は 1 から {} までです: {}", "number of months must be 1..{}: {}"}, kMostMonths,
         options.months);
  }
  if (options.shop != 'A' && options.shop != 'B') {
    fail(ErrorKind::invalid_argument, {"店の種類は A か B です: {}", "shop must be A or B: {}"},
         options.shop);
  }
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  const bool exists = std::filesystem::exists(folder, error);
  if (exists && !std::filesystem::is_directory(folder, error)) {
    fail(ErrorKind::conflict,
         {"フォルダではありません: {}（別の場所を指定してください）",
          "not a folder: {} (name another one)"},
         folder.string());
  }
  if (exists && !std::filesystem::is_empty(folder, error)) {
    fail(ErrorKind::conflict,
         {"フォルダが空ではありません: {}（別の場所を指定してください）",
          "folder is not empty: {} (name another one)"},
         folder.string());
  }
  std::filesystem::create_directories(folder, error);
  if (error) {
    fail(ErrorKind::unavailable,
         {"フォルダを作れません: {}（{}）", "folder cannot be made: {} ({})"}, folder.string(),
         error.message());
  }
}

}  // namespace

void write_shop(const SimulateOptions& options, std::int64_t driver_rows) {
  check(options);
  make_folder(options.folder);
  const World world = make_world({.seed = options.seed,
                                  .customers = options.customers,
                                  .months = options.months,
                                  .language = options.language,
                                  .shop = options.shop});
  ShopFiles files(world, options.folder);
  Truth truth(world);
  const std::int64_t step = std::max<std::int64_t>(1, options.customers / 100);
  for (std::int64_t number = 1; number <= options.customers; ++number) {
    const Story story = tell_story(world, number);
    files.add(story);
    truth.add(story);
    if (options.progress && number % step == 0) {
      // The truth's own draw comes last and is counted as the last hundredth.
      options.progress(.99 * static_cast<double>(number) / static_cast<double>(options.customers));
    }
  }
  files.close();
  truth.write(options.folder / "truth.json", driver_rows);
  if (options.progress) options.progress(1);
}

}  // namespace mikata::shop

namespace mikata {

void simulate(const SimulateOptions& options) { shop::write_shop(options, shop::kDriverRows); }

}  // namespace mikata
