// SPDX-License-Identifier: Apache-2.0
// The words in the files: headers as companies' tools write them, and the shop's own terms.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/simulate/survey.h"

namespace mikata::shop {

struct Words {
  std::array<const char*, kTouchpoints> touchpoints;
  // The touchpoints as they stand in a book: import knows the four factors of worth by their code.
  std::array<const char*, kTouchpoints> drivers;
  std::array<const char*, kSources> sources;
  std::array<const char*, kRegions> regions;
  std::array<const char*, kOutlets> outlets;
  std::array<const char*, 6> categories;
  std::array<const char*, 4> statuses;  // as Status
  std::array<const char*, kRivals> rivals;
  std::array<const char*, 3> contact_channels;
  const char* female;
  const char* male;
  const char* order;
  const char* back;        // a return
  const char* newsletter;  // with {year} and {month}
  const char* mail;        // the touchpoint
  const char* direct;      // came without any touchpoint
  const char* advert_campaign;
  const char* workshop;
  std::vector<const char*> customers;
  std::vector<const char*> products;
  std::vector<const char*> orders;
  std::vector<const char*> events;
  std::vector<const char*> survey;
  std::vector<const char*> competitor;
};

const Words& words(Language language);

// Where a new customer of that source was met.
const char* source_touchpoint(const Words& words, Source source);

}  // namespace mikata::shop
