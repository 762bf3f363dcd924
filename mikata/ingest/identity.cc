// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/identity.h"

#include <algorithm>

#include "mikata/ingest/fold_text.h"

namespace mikata {
namespace {

bool is_plain_email_text(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '@' || c == '.' || c == '_' ||
           c == '-' || c == '+';
  });
}

}  // namespace

std::string_view identity_kind_name(IdentityKind kind) {
  switch (kind) {
    case IdentityKind::email:
      return "email";
    case IdentityKind::phone:
      return "phone";
    case IdentityKind::external:
      return "external";
  }
  return "";
}

std::optional<std::string> normal_email(std::string_view text) {
  text = trim_blanks(text);
  // Most addresses are normal as they stand; Unicode is asked only about the others.
  std::string result = is_plain_email_text(text) ? std::string(text) : fold_case(text);
  if (result.starts_with("mailto:")) result.erase(0, 7);
  const std::size_t at = result.find('@');
  if (at == 0 || at == std::string::npos || at != result.rfind('@')) return std::nullopt;
  const std::size_t dot = result.find('.', at);
  if (dot == std::string::npos || dot == at + 1 || result.back() == '.') return std::nullopt;
  if (result.find_first_of(" \t<>,;\"") != std::string::npos) return std::nullopt;
  return result;
}

std::optional<std::string> normal_phone(std::string_view text) {
  const std::string folded = fold_width(trim_blanks(text));
  std::string digits;
  bool international = false;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (c == '+' && digits.empty()) {
      international = true;
    } else if (std::string_view("-() ./").find(c) == std::string_view::npos &&
               static_cast<unsigned char>(c) < 0x80) {
      return std::nullopt;
    }
  }
  if (!international && digits.starts_with("00")) {
    digits.erase(0, 2);
    international = true;
  }
  // 010 is how Japan dials abroad.
  if (!international && digits.starts_with("010") && digits.size() > 11) {
    digits.erase(0, 3);
    international = true;
  }
  if (!international && digits.starts_with('0')) {
    digits = "81" + digits.substr(1);
    international = true;
  }
  // +81 (0)90: the 0 is not dialled from abroad.
  if (digits.starts_with("810")) digits.erase(2, 1);
  if (digits.size() < 7 || digits.size() > 15) return std::nullopt;
  const bool japanese = !international && digits.size() >= 11 && digits.starts_with("81");
  return (international || japanese ? "+" : "") + digits;
}

std::optional<std::string> normal_identity(IdentityKind kind, std::string_view text) {
  if (kind == IdentityKind::email) return normal_email(text);
  if (kind == IdentityKind::phone) return normal_phone(text);
  std::string folded = fold_width(trim_blanks(text));
  return folded.empty() ? std::nullopt : std::optional(std::move(folded));
}

std::string identity_text(IdentityKind kind, std::string_view normal) {
  std::string result(identity_kind_name(kind));
  result += ':';
  result += normal;
  return result;
}

}  // namespace mikata
