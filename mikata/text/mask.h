// SPDX-License-Identifier: Apache-2.0
// Personal data in a comment: found before anything that is derived from it is stored.
//
// Numbers, addresses and mail are found by form and check digit, names by titles, by the
// dictionary's parts of speech and by a list the company keeps: best effort, and rather one too
// many than one too few.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mikata/text/normalize.h"
#include "mikata/text/pattern.h"
#include "mikata/text/tokens.h"

namespace mikata::text {

// The first kinds win where two overlap.
enum class MaskKind { mail, card, my_number, ssn, phone, account, address, name };
const char* mask_name(MaskKind kind);  // "mail", "my_number"

struct Mask {
  Range range;  // of the clean text
  MaskKind kind = MaskKind::name;
};

struct MaskRequest {
  const CleanText& clean;
  const std::vector<Token>& tokens;
  std::string_view language;
};

class Masker {
 public:
  // `deny_list`: words that are always masked as names, e.g. those of the company's staff.
  explicit Masker(const std::vector<std::string>& deny_list = {});

  // In order, without overlap.
  std::vector<Mask> find(const MaskRequest& request) const;

 private:
  std::vector<Mask> numbers(std::string_view text, std::string_view language) const;

  Pattern mail_, spoken_mail_, number_, ssn_, account_, address_, english_name_, deny_;
};

// The input with each mask replaced by its kind in brackets: "call [phone]".
std::string masked_input(const CleanText& clean, const std::vector<Mask>& masks);

// Check digits. `digits` holds digits only.
bool luhn_holds(std::string_view digits);
bool my_number_holds(std::string_view digits);

}  // namespace mikata::text
