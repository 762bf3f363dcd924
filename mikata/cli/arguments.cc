// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/arguments.h"

#include <algorithm>
#include <charconv>

#include "mikata/base/error.h"
#include "mikata/base/suggest.h"

namespace mikata::cli {
namespace {

const Flag& find_flag(std::string_view name, std::span<const Flag> known) {
  const auto found = std::ranges::find(known, name, &Flag::name);
  if (found != known.end()) return *found;
  std::vector<std::string> names;
  for (const Flag& flag : known) names.push_back("--" + flag.name);
  const std::string given = "--" + std::string(name);
  const Localized near = did_you_mean(given, names);
  const Localized list{"（--help で一覧が出ます）", " (--help lists the flags)"};
  fail(ErrorKind::invalid_argument, {"オプションが見つかりません: {}{}", "flag not known: {}{}"},
       given, near.empty() ? list : near);
}

std::size_t value_count(const Flag& flag) {
  if (flag.values.empty()) return 0;
  return 1 + static_cast<std::size_t>(std::ranges::count(flag.values, ' '));
}

class Parser {
 public:
  Parser(std::span<const std::string> arguments, std::span<const Flag> known)
      : arguments_(arguments), known_(known) {}

  Parsed parse() {
    while (next_ < arguments_.size()) {
      const std::string& argument = arguments_[next_++];
      if (argument == "--") {
        parsed_.words.insert(parsed_.words.end(), arguments_.begin() + next_, arguments_.end());
        break;
      }
      if (argument == "-h") {
        parsed_.flags["help"];
      } else if (argument.starts_with("--")) {
        take_flag(argument.substr(2));
      } else if (argument.size() > 1 && argument[0] == '-') {
        fail(ErrorKind::invalid_argument,
             {"オプションが見つかりません: {}（オプションは --名前 の形で書きます）",
              "flag not known: {} (flags are written --name)"},
             argument);
      } else {
        parsed_.words.push_back(argument);
      }
    }
    return std::move(parsed_);
  }

 private:
  void take_flag(const std::string& text) {
    const std::size_t equals = text.find('=');
    std::string name = text.substr(0, equals);
    std::ranges::replace(name, '_', '-');
    const Flag& flag = find_flag(name, known_);
    if (parsed_.has(name))
      fail(ErrorKind::invalid_argument,
           {"同じオプションが 2 回あります: --{}", "flag given twice: --{}"}, name);
    std::vector<std::string>& values = parsed_.flags[name];
    if (equals != std::string::npos) values.push_back(text.substr(equals + 1));
    if (values.size() > value_count(flag)) {
      fail(ErrorKind::invalid_argument,
           {"このオプションに値は付けられません: --{}", "flag takes no value: --{}"}, text);
    }
    while (values.size() < value_count(flag)) values.push_back(take_value(flag));
  }

  std::string take_value(const Flag& flag) {
    const bool missing = next_ == arguments_.size() || arguments_[next_].starts_with("--");
    if (missing) {
      fail(ErrorKind::invalid_argument, {"値がありません: --{} {}", "value missing: --{} {}"},
           flag.name, flag.values);
    }
    return arguments_[next_++];
  }

  std::span<const std::string> arguments_;
  std::span<const Flag> known_;
  std::size_t next_ = 0;
  Parsed parsed_;
};

}  // namespace

bool Parsed::has(std::string_view flag) const { return flags.contains(std::string(flag)); }

std::optional<std::string> Parsed::get(std::string_view flag) const {
  const auto found = flags.find(std::string(flag));
  if (found == flags.end() || found->second.empty()) return std::nullopt;
  return found->second.front();
}

std::int64_t Parsed::get_integer(std::string_view flag, std::int64_t otherwise,
                                 std::int64_t minimum) const {
  const auto text = get(flag);
  if (!text) return otherwise;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc{} || end != text->data() + text->size() || value < minimum) {
    fail(ErrorKind::invalid_argument,
         {"{} 以上の整数ではありません: --{} {}", "not a whole number of at least {}: --{} {}"},
         minimum, flag, *text);
  }
  return value;
}

Parsed parse_arguments(std::span<const std::string> arguments, std::span<const Flag> known) {
  return Parser(arguments, known).parse();
}

}  // namespace mikata::cli
