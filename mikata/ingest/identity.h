// SPDX-License-Identifier: Apache-2.0
// Who: the ways to recognise a customer, each in the one form in which it is compared.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mikata {

enum class IdentityKind { email, phone, external };

std::string_view identity_kind_name(IdentityKind kind);

// NFKC, lower case, no blanks; nullopt when it is not an address.
std::optional<std::string> normal_email(std::string_view text);
// "+81901234567": digits with the country; a leading 0 is Japan's. nullopt when it cannot be a
// number.
std::optional<std::string> normal_phone(std::string_view text);
// By kind; an external id is NFKC without blanks at the ends.
std::optional<std::string> normal_identity(IdentityKind kind, std::string_view text);

// "email:a@example.jp": how a row says who it is from without a customer id.
std::string identity_text(IdentityKind kind, std::string_view normal);

}  // namespace mikata
