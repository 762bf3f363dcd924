// SPDX-License-Identifier: Apache-2.0
// What is true about the made-up shop and cannot be seen in its files: gathered customer by
// customer, written as truth.json. README.md says what each number means.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

#include "mikata/simulate/life.h"
#include "mikata/simulate/lmg.h"
#include "mikata/simulate/quadrant_count.h"
#include "mikata/simulate/survey.h"

namespace mikata::shop {

// Everything about one customer up to as_of.
struct Story {
  Nature nature;
  std::vector<Order> orders = {};
  std::vector<Invitation> invitations = {};
};

Story tell_story(const World& world, std::int64_t number);

// The score a buyer would give at the last time they were asked (or could have been); nullopt for
// those who never bought.
std::optional<int> would_answer(const World& world, const Story& story);

// Yen less in the 365 days after an answer, net of discounts and returns, than if the order it is
// about had been as usual: a mean over futures drawn anew.
double sales_lost(const World& world, const Story& story, const Invitation& invitation);

class Truth {
 public:
  explicit Truth(const World& world) : world_(world), quadrant_(world.as_of) {}
  void add(const Story& story);
  // Draws `driver_rows` answers of the same kind of shop for the shares of the drivers.
  void write(const std::filesystem::path& path, std::int64_t driver_rows) const;

 private:
  struct Scores {
    std::int64_t promoters = 0;
    std::int64_t detractors = 0;
    std::int64_t all = 0;
    void add(int score);
    std::optional<double> nps() const;
  };
  struct Mean {
    double sum = 0;
    std::int64_t count = 0;
    std::optional<double> value() const;
  };
  void add_answers(const Story& story);
  void add_effect(const Story& story);
  void add_whatif(const Story& story);

  const World& world_;
  Scores everybody_;
  Scores answered_;
  Mean buys_in_90_days_;
  Mean stops_;
  QuadrantCount quadrant_;
  PerTouchpoint extra_value_{};
};

// The shares from that many answered rows with every touchpoint rated; see README.md.
std::vector<double> true_driver_shares(const World& world, std::int64_t rows);

}  // namespace mikata::shop
