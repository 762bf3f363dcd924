// SPDX-License-Identifier: Apache-2.0

#include "mikata/base/json.h"
#include "mikata/cli/commands.h"
#include "mikata/cli/folder_guard.h"
#include "mikata/cli/number_text.h"
#include "mikata/cli/output.h"
#include "mikata/cli/progress.h"
#include "mikata/cli/simulated_shop.h"
#include "mikata/cli/text.h"

namespace mikata::cli {
namespace {

char shop_letter(const Parsed& parsed) {
  const std::string word = parsed.get("shop").value_or("A");
  if (word == "A" || word == "a") return 'A';
  if (word == "B" || word == "b") return 'B';
  fail(ErrorKind::invalid_argument,
       {"店の種類がわかりません: {}（A か B）", "shop not known: {} (use A or B)"}, word);
}

}  // namespace

SimulateOptions simulate_options(const Invocation& invocation) {
  const Parsed& parsed = invocation.parsed;
  SimulateOptions options;
  options.customers = parsed.get_integer("customers", options.customers, 1);
  options.seed = static_cast<std::uint64_t>(
      parsed.get_integer("seed", static_cast<std::int64_t>(options.seed), 0));
  options.months = static_cast<int>(
      std::min<std::int64_t>(parsed.get_integer("months", options.months, 1), 1200));
  options.shop = shop_letter(parsed);
  options.language = invocation.language;
  return options;
}

void simulate_with_progress(const Invocation& invocation, SimulateOptions options) {
  namespace fs = std::filesystem;
  std::error_code error;
  // Only a folder that this run makes may be taken away when it is stopped.
  FolderGuard guard(fs::exists(options.folder, error) ? fs::path() : options.folder);
  Progress progress(invocation);
  const std::string words = say(text::kSimulating, invocation.language, grouped(options.customers));
  options.progress = [&](double share_done) {
    if (invocation.terminal.stop.stop_requested()) throw Stopped();
    progress.show(share_done, words);
  };
  simulate(options);
  guard.keep();
}

int run_simulate(Invocation& invocation) {
  SimulateOptions options = simulate_options(invocation);
  const std::string& word = invocation.words.front();
  options.folder = invocation.path(word);
  simulate_with_progress(invocation, options);
  write_done(invocation,
             say(text::kSimulated, invocation.language, word, grouped(options.customers),
                 options.months, options.seed),
             {{"folder", options.folder.string()},
              {"customers", options.customers},
              {"months", options.months},
              {"seed", options.seed},
              {"shop", std::string(1, options.shop)}});
  return 0;
}

}  // namespace mikata::cli
