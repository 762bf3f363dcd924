// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/command.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <new>
#include <ostream>
#include <sstream>

#include "mikata/base/suggest.h"
#include "mikata/cli/help.h"
#include "mikata/cli/terminal_text.h"

namespace mikata::cli {
namespace {

constexpr std::array<std::string_view, 3> kFormats{"table", "json", "csv"};

Format parse_format(const Parsed& parsed) {
  const std::string word = parsed.get("format").value_or("table");
  const auto found = std::ranges::find(kFormats, word);
  if (found == kFormats.end()) {
    fail(ErrorKind::invalid_argument,
         {"書式がわかりません: {}（table、json、csv のどれか）",
          "format not known: {} (use table, json or csv)"},
         word);
  }
  return static_cast<Format>(found - kFormats.begin());
}

Language parse_language(const Parsed& parsed, Language otherwise) {
  const auto word = parsed.get("lang");
  if (!word) return otherwise;
  if (*word == "ja") return Language::ja;
  if (*word == "en") return Language::en;
  fail(ErrorKind::invalid_argument,
       {"言語がわかりません: {}（ja か en）", "language not known: {} (use ja or en)"}, *word);
}

// The language to refuse a line in that was not understood: --lang wherever it stands.
Language spoken_language(const std::vector<std::string>& arguments, Language otherwise) {
  Language language = otherwise;
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    const bool apart = arguments[i] == "--lang" && i + 1 < arguments.size();
    const std::string word = apart ? "--lang=" + arguments[i + 1] : arguments[i];
    if (word == "--lang=ja") language = Language::ja;
    if (word == "--lang=en") language = Language::en;
  }
  return language;
}

// Where the command's name stands: the first word that is neither a flag nor the value of one.
std::size_t find_verb(const std::vector<std::string>& arguments) {
  std::size_t i = 0;
  while (i < arguments.size() && arguments[i].starts_with("-")) {
    const auto same = [&](const Flag& flag) { return arguments[i] == "--" + flag.name; };
    const auto known = std::ranges::find_if(global_flags(), same);
    const bool takes_value = known != global_flags().end() && !known->values.empty();
    i += takes_value ? 2 : 1;
  }
  return std::min(i, arguments.size());
}

[[noreturn]] void fail_unknown(const std::vector<std::string>& arguments, std::size_t verb,
                               const std::vector<Command>& commands) {
  std::vector<std::string> names{"help"};
  for (const Command& command : commands) names.push_back(command.name);
  const std::string& word = arguments[verb];
  const Localized suggestion = did_you_mean(word, names);
  if (!suggestion.empty()) {
    fail(ErrorKind::not_found, {"コマンドが見つかりません: {}{}", "command not found: {}{}"}, word,
         suggestion);
  }
  const bool swapped =
      verb + 1 < arguments.size() && std::ranges::find(names, arguments[verb + 1]) != names.end();
  if (swapped) {
    fail(ErrorKind::not_found,
         {"コマンドが見つかりません: {}（コマンドを先に書きます: mikata {} {}）",
          "command not found: {} (the command comes first: mikata {} {})"},
         word, arguments[verb + 1], word);
  }
  fail(ErrorKind::not_found,
       {"コマンドが見つかりません: {}（mikata help で一覧が出ます）",
        "command not found: {} (mikata help lists the commands)"},
       word);
}

std::filesystem::path book_path(const Invocation& invocation, const std::string& word) {
  if (word.starts_with("clickhouse://")) {
    fail(ErrorKind::unavailable,
         {"ClickHouse 上のブックにはまだ対応していません: {}（フォルダを指定してください）",
          "books on ClickHouse are not supported yet: {} (use a folder)"},
         word);
  }
  if (word.empty()) {
    fail(ErrorKind::invalid_argument, {"ブックの名前が空です: ''", "book has no name: ''"});
  }
  return invocation.path(word);
}

// Deals the words out: BOOK, then what the command takes; fails when there are too few or too many.
void take_words(Invocation& invocation) {
  const Command& command = invocation.command;
  std::vector<std::string> words = invocation.parsed.words;
  std::vector<std::string> places = command.words;
  const bool has_book = !places.empty() && (places.front() == "BOOK" || places.front() == "[BOOK]");
  const auto flag = invocation.parsed.get("book");
  if (has_book && flag) words.insert(words.begin(), *flag);
  const auto is_needed = [](const std::string& place) { return !place.starts_with("["); };
  const auto needed = static_cast<std::size_t>(std::ranges::count_if(places, is_needed));
  if (words.size() < needed) {
    fail(ErrorKind::invalid_argument, {"{} がありません（使い方: {}）", "{} missing (usage: {})"},
         places[words.size()], usage_text(command));
  }
  const bool many = !places.empty() && places.back().find("...") != std::string::npos;
  if (!many && words.size() > places.size()) {
    fail(ErrorKind::invalid_argument,
         {"余分な語があります: {}（使い方: {}）", "one word too many: {} (usage: {})"},
         words[places.size()], usage_text(command));
  }
  if (has_book && !words.empty()) {
    invocation.book_word = words.front();
    invocation.book = book_path(invocation, words.front());
    words.erase(words.begin());
  }
  invocation.words = std::move(words);
}

int run_here_or_at_owner(Invocation& invocation, const std::vector<std::string>& arguments) {
  const Services& services = invocation.services;
  std::filesystem::path owned;
  try {
    return invocation.command.run(invocation);
  } catch (const BookOwned& conflict) {
    if (!invocation.command.runs_at_owner || !services.ask_owner) throw;
    owned = conflict.folder();
  }
  Terminal& terminal = invocation.terminal;
  // What the owner cannot know of this terminal.
  std::vector<std::string> words;
  if (!invocation.parsed.has("lang")) {
    words.emplace_back(invocation.language == Language::ja ? "--lang=ja" : "--lang=en");
  }
  if (!invocation.parsed.has("width")) {
    words.push_back("--width=" + std::to_string(terminal.width));
  }
  words.insert(words.end(), arguments.begin(), arguments.end());
  const OwnerReply reply = services.ask_owner(owned, words, terminal.folder);
  terminal.out << reply.out;
  terminal.err << reply.err;
  return reply.exit_code;
}

int run_checked(const std::vector<std::string>& given, Terminal& terminal,
                const Services& services) {
  std::vector<std::string> arguments = given;
  const std::size_t verb = find_verb(arguments);
  const std::vector<Command> commands = all_commands();
  if (verb == arguments.size()) return run_without_verb(arguments, commands, terminal);
  const std::string name = arguments[verb];
  const auto command = std::ranges::find(commands, name, &Command::name);
  if (name == "help") {
    arguments.erase(arguments.begin() + static_cast<std::ptrdiff_t>(verb));
    return run_help(arguments, commands, terminal);
  }
  if (command == commands.end()) fail_unknown(arguments, verb, commands);
  arguments.erase(arguments.begin() + static_cast<std::ptrdiff_t>(verb));
  std::vector<Flag> flags = command->flags;
  std::ranges::copy(global_flags(), std::back_inserter(flags));
  Invocation invocation{.command = *command,
                        .parsed = parse_arguments(arguments, flags),
                        .terminal = terminal,
                        .services = services};
  invocation.language = parse_language(invocation.parsed, terminal.language);
  invocation.format = parse_format(invocation.parsed);
  invocation.quiet = invocation.parsed.has("quiet");
  terminal.width =
      static_cast<int>(invocation.parsed.get_integer("width", terminal.width, 0) % 100'000);
  if (invocation.parsed.has("help")) {
    terminal.out << command_help(*command, invocation.language);
    return 0;
  }
  take_words(invocation);
  return run_here_or_at_owner(invocation, given);
}

// Sentences may hold words from files: nothing in them may steer the terminal.
void report(Terminal& terminal, std::string_view message) {
  terminal.out.flush();
  std::string out = "mikata: ";
  while (!message.empty()) {
    const std::size_t end = std::min(message.find('\n'), message.size());
    out += printable(message.substr(0, end)) + '\n';
    message.remove_prefix(std::min(end + 1, message.size()));
  }
  terminal.err << out << std::flush;
}

}  // namespace

std::filesystem::path Invocation::path(const std::string& written) const {
  return (terminal.folder / written).lexically_normal();
}

int run_command(const std::vector<std::string>& arguments, Terminal& terminal,
                const Services& services) {
  const auto say = [&](const Localized& sentence) {
    report(terminal, sentence.in(spoken_language(arguments, terminal.language)));
  };
  try {
    return run_checked(arguments, terminal, services);
  } catch (const Stopped&) {
    say({"中止しました。途中までの変更は取り消されました", "stopped; what was begun is undone"});
    return kStoppedCode;
  } catch (const Error& error) {
    say(error.message());
    return terminal.stop.stop_requested() ? kStoppedCode : exit_code(error.kind());
  } catch (const std::bad_alloc&) {
    say({"メモリが足りません（ほかのプログラムを閉じるか、範囲を狭めてください）",
         "not enough memory for this (close other programs, or ask for less)"});
    return exit_code(ErrorKind::unavailable);
  } catch (const std::exception& error) {
    say(localized({"内部エラー: {}", "internal error: {}"}, error.what()));
    return exit_code(ErrorKind::internal);
  }
}

OwnerReply run_at_owner(Book& book, const OwnerCall& call) {
  std::ostringstream out;
  std::ostringstream err;
  Terminal terminal{.out = out, .err = err, .folder = call.folder, .stop = call.stop};
  const Services services{.open_book = [&book](const std::filesystem::path& path, BookMemory) {
    std::error_code ignored;
    if (!std::filesystem::equivalent(path, book.folder(), ignored)) {
      fail(ErrorKind::conflict,
           {"このサーバーのブックは別のものです: {}", "this server owns another book: {}"},
           book.folder().string());
    }
    return BookHandle(book);
  }};
  const int code = run_command(call.arguments, terminal, services);
  return {code, out.str(), err.str()};
}

}  // namespace mikata::cli
