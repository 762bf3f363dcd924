// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/help.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <ostream>

#include "mikata/base/suggest.h"
#include "mikata/base/utf8.h"
#include "mikata/cli/layout.h"
#include "mikata/cli/text.h"

namespace mikata::cli {
namespace {

const Flag kVersion{"version", "", {"版を言う", "print the version"}};

std::string padded(std::string text, int width) {
  const int blanks = std::max(0, width - display_width(text));
  return text.append(static_cast<std::size_t>(blanks), ' ');
}

std::string flag_usage(const Flag& flag) {
  return "--" + flag.name + (flag.values.empty() ? "" : " " + flag.values);
}

std::string flag_list(std::span<const Flag> flags, Language language) {
  int width = 0;
  for (const Flag& flag : flags) width = std::max(width, display_width(flag_usage(flag)));
  std::string out;
  for (const Flag& flag : flags) {
    out += "  " + padded(flag_usage(flag), width + 2) + flag.summary.in(language) + '\n';
  }
  return out;
}

std::string command_list(std::span<const Command> commands, Language language) {
  std::string out;
  for (const Command& command : commands) {
    out += "  " + padded(command.name, 15) + command.summary.in(language) + '\n';
  }
  return out;
}

std::string full_help(const std::vector<Command>& commands, Language language) {
  const auto insight = std::ranges::find_if(
      commands, [](const Command& command) { return command.more_help != nullptr; });
  const std::span all(commands);
  const auto split = static_cast<std::size_t>(insight - commands.begin());
  std::string out = std::string("mikata ") + MIKATA_VERSION + "  " +
                    std::string(text::kAbout.in(language)) + "\n\n";
  out += std::string(text::kCommands.in(language)) + '\n';
  out += command_list(all.first(split), language) + '\n';
  out += std::string(text::kInsights.in(language)) + '\n';
  out += command_list(all.subspan(split), language) + '\n';
  out += std::string(text::kGlobalFlags.in(language)) + '\n';
  out += flag_list(global_flags(), language) + '\n';
  out += std::string(text::kExitCodes.in(language)) + '\n';
  return out + std::string(text::kMoreHelp.in(language)) + '\n';
}

Language language_of(const Parsed& parsed, const Terminal& terminal) {
  const auto word = parsed.get("lang");
  if (!word) return terminal.language;
  return *word == "ja" ? Language::ja : Language::en;
}

}  // namespace

std::span<const Flag> global_flags() {
  static const std::array<Flag, 6> flags{
      {{"book",
        "BOOK",
        {"BOOK を語の代わりにオプションで渡す", "the book, instead of the word BOOK"}},
       {"format", "FORMAT", {"table、json、csv", "table, json or csv"}},
       {"lang",
        "LANG",
        {"ja または en (既定は MIKATA_LANG、次に LANG)",
         "ja or en (default: MIKATA_LANG, then LANG)"}},
       {"width", "COLUMNS", {"表の幅 (0 は折らない)", "width of tables (0: never wrap)"}},
       {"quiet", "", {"結果だけを出す", "print the result and nothing around it"}},
       {"help", "", {"この説明を出す", "print this help"}}}};
  return flags;
}

std::string usage_text(const Command& command) {
  std::string out = "mikata " + command.name;
  for (const std::string& word : command.words) out += " " + word;
  return command.flags.empty() ? out : out + " [flags]";
}

std::string command_help(const Command& command, Language language) {
  std::string out = usage_text(command) + "\n\n" + command.summary.in(language) + "\n";
  if (!command.flags.empty()) out += "\n" + flag_list(command.flags, language);
  if (command.more_help != nullptr) out += "\n" + command.more_help(command, language);
  return out + "\n" + std::string(text::kGlobalFlags.in(language)) + "\n" +
         flag_list(global_flags(), language);
}

int run_without_verb(const std::vector<std::string>& arguments,
                     const std::vector<Command>& commands, Terminal& terminal) {
  std::vector<Flag> flags{kVersion};
  std::ranges::copy(global_flags(), std::back_inserter(flags));
  const Parsed parsed = parse_arguments(arguments, flags);
  if (parsed.has("version")) {
    terminal.out << "mikata " << MIKATA_VERSION << '\n';
  } else {
    terminal.out << full_help(commands, language_of(parsed, terminal));
  }
  return 0;
}

int run_help(const std::vector<std::string>& arguments, const std::vector<Command>& commands,
             Terminal& terminal) {
  const Parsed parsed = parse_arguments(arguments, global_flags());
  const Language language = language_of(parsed, terminal);
  if (parsed.words.empty()) {
    terminal.out << full_help(commands, language);
    return 0;
  }
  const auto found = std::ranges::find(commands, parsed.words.front(), &Command::name);
  if (found == commands.end()) {
    std::vector<std::string> names;
    for (const Command& command : commands) names.push_back(command.name);
    fail(ErrorKind::not_found, {"コマンドが見つかりません: {}{}", "command not found: {}{}"},
         parsed.words.front(), did_you_mean(parsed.words.front(), names));
  }
  terminal.out << command_help(*found, language);
  return 0;
}

}  // namespace mikata::cli
