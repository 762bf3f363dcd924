// SPDX-License-Identifier: Apache-2.0
// What the command line says, in Japanese and in English. Errors are English sentences: they are
// made where they happen.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

#include "mikata/base/localized.h"

namespace mikata::cli {

// A sentence, or a pattern for say().
struct Text {
  std::string_view ja;
  std::string_view en;
  constexpr std::string_view in(Language language) const {
    return language == Language::ja ? ja : en;
  }
};

template <typename... Args>
std::string say(const Text& text, Language language, const Args&... args) {
  return fmt::format(fmt::runtime(text.in(language)), args...);
}

namespace text {

// Around an answer.
inline constexpr Text kPeriod{"{}から{}まで", "{} to {}"};
inline constexpr Text kAsOf{"基準日 {}", "as of {}"};
inline constexpr Text kMethod{"方法", "method"};
inline constexpr Text kDefinition{"定義", "definition"};
inline constexpr Text kSource{"もと", "source"};
inline constexpr Text kLeftOut{"除いた分", "left out"};
inline constexpr Text kNote{"注", "note"};
inline constexpr Text kOpen{"途中", "open"};
inline constexpr Text kNoRows{"数えるものがありません(期間と条件を見てください)",
                              "Nothing to count (look at the period and the conditions)"};
inline constexpr Text kNothingYet{"まだ数えられるものがありません", "Nothing can be counted yet"};
inline constexpr Text kMissing{"先に取り込むもの", "to import first"};
inline constexpr Text kMissingValue{"{1} が {2} の {0}", "{0} with {1} {2}"};
inline constexpr Text kMissingColumn{"{1} のある {0}", "{0} with {1}"};
inline constexpr Text kOr{"、または ", ", or "};
inline constexpr Text kMoreColumns{
    "すべての列、期間、幅は --format csv と json にあります。",
    "--format csv and json hold all columns, periods and intervals."};
inline constexpr Text kAllTime{"全期間", "all"};
inline constexpr Text kVoice{"声", "voice"};
inline constexpr Text kAction{"行動", "action"};
inline constexpr Text kUp{"▲ 変化あり", "▲ changed"};
inline constexpr Text kDown{"▼ 変化あり", "▼ changed"};
inline constexpr Text kNoise{"差とは言えない", "within noise"};
inline constexpr Text kUnjudged{"判定できない", "not judged"};
inline constexpr Text kInterval{"幅", "interval"};
inline constexpr Text kSeeBehind{"1行の中を見る", "see behind a row"};
inline constexpr Text kBehindPage{"{0}件のうち {1}\u2013{2}", "{1}\u2013{2} of {0}"};
inline constexpr Text kNextPage{" \u00b7 続きは --offset {}", " \u00b7 more with --offset {}"};

// Help.
inline constexpr Text kAbout{
    "顧客の声と行動を結び、顧客から見た自社を見る",
    "see your company as its customers do: their voice joined with their action"};
inline constexpr Text kCommands{"命令  mikata 命令 BOOK [flags]",
                                "commands  mikata COMMAND BOOK [flags]"};
inline constexpr Text kInsights{"問い  mikata 問い BOOK [flags]",
                                "insights  mikata INSIGHT BOOK [flags]"};
inline constexpr Text kGlobalFlags{"どの命令にも", "flags of every command"};
inline constexpr Text kExitCodes{
    "終了コード 0 済み、1 内部、2 入力の誤り、3 見つからない、4 衝突、5 使えない",
    "exit codes 0 done, 1 internal, 2 bad input, 3 not found, 4 conflict, "
    "5 unavailable"};
inline constexpr Text kMoreHelp{"それぞれの説明: mikata help 命令",
                                "more on each: mikata help COMMAND"};
inline constexpr Text kColumns{"結果の列", "columns of the result"};

// The book.
inline constexpr Text kBookMade{"ブックを作りました: {} (名前 {}、時間帯 {}、通貨 {})",
                                "Made the book {} (name {}, time zone {}, currency {})."};
inline constexpr Text kWouldMakeBook{
    "作られるブック: {} (名前 {}、時間帯 {}、通貨 {})",
    "Would make the book {} (name {}, time zone {}, currency {})."};
inline constexpr Text kVersion{"版 {}", "version {}"};
inline constexpr Text kEmptyBook{"まだ何もありません。mikata import で取り込みます。",
                                 "Nothing in it yet: mikata import takes files in."};
inline constexpr Text kSound{"問題はありません。", "No problems found."};
inline constexpr Text kReading{"読んでいます {}", "reading {}"};
inline constexpr Text kLearning{"評点から学んでいます", "learning from the scores"};
inline constexpr Text kRead{"{}件の一言を読みました (全部で{}件)。", "Read {} remarks (of {})."};
inline constexpr Text kReadAgain{"{}件を読み直しました。", "Read {} again."};
inline constexpr Text kReadsByWords{
    "評点から学ぶには、評点のついた一言がまだ足りません。言葉と言い回しだけで読んでいます。",
    "There are too few remarks with a score to learn from; reading by words and phrases alone."};
inline constexpr Text kNotLearned{"評点からは学べませんでした: {}。", "Nothing was learned: {}."};
inline constexpr Text kLearned{
    "評点のついた{}件から学んだ読み方です (AUC {:.2f}、{}、版 {})。",
    "Reads as learned from {} remarks with a score (AUC {:.2f}, {}, version {})."};
inline constexpr Text kContradictions{
    "{}件は評点と言葉が正反対なので、学ぶもとから外しました。",
    "{} were not learned from: their score and their words contradict each other."};
inline constexpr Text kLeftToRead{"{}件は次に読みます。", "{} wait to be read."};
inline constexpr Text kLowScores{"{}件。返事を待つもの {}件。",
                                 "{} low scores; {} wait for an answer."};
inline constexpr Text kTicked{"答えたと記しました: {}", "Ticked as answered: {}"};
inline constexpr Text kUnticked{"記しを消しました: {}", "The tick is taken back: {}"};
inline constexpr Text kNoCase{
    "表にはない言い方です。よくあるなら、ブックの respond.toml に書き足してください。",
    "No case of the table fits. If it is said often, add it to the book's respond.toml."};
inline constexpr Text kUndone{
    "取り込み {} "
    "を元に戻しました。同じ行を後のファイルも持っていたときは、そのファイルをもう一度取り込んでくだ"
    "さい。",
    "Took back the import {}. If a later file had brought the same rows, import that file again."};
inline constexpr Text kMerged{
    "{0} を {1} と同じ人としました。戻すには: mikata link {2} --split {0}",
    "{0} and {1} are one person now. To undo: mikata link {2} --split {0}"};
inline constexpr Text kSplit{"{} をまた別の人としました。", "{} is a person of its own again."};
inline constexpr Text kLinked{"{1}件の回答のうち{0}件が顧客に結びついています。",
                              "{0} of {1} answers linked to a customer."};
inline constexpr Text kNoAnswers{"まだ回答がありません。", "No answers yet."};

// Import.
inline constexpr Text kColumn{"列", "column"};
inline constexpr Text kReadAs{"読み方", "read as"};
inline constexpr Text kConfidence{"確かさ", "confidence"};
inline constexpr Text kWhy{"理由", "why"};
inline constexpr Text kRows{"{}行", "{} rows"};
inline constexpr Text kRemembered{"以前に確かめた読み方を使いました。",
                                  "The mapping accepted before was used."};
inline constexpr Text kPlace{"場所", "place"};
inline constexpr Text kValue{"値", "value"};
inline constexpr Text kReason{"理由", "reason"};
inline constexpr Text kRejected{"取り込めない行: {}", "Rows not taken: {}"};
inline constexpr Text kMoreRejected{"ほか{}行。--format json ですべて出ます。",
                                    "and {} more; --format json has them all"};
inline constexpr Text kWorkingOut{"顧客ごとの日と合計をまとめています",
                                  "working out every customer's days and sums"};
inline constexpr Text kPreview{"最初の行", "first rows as facts"};
inline constexpr Text kImported{"{1}行のうち{0}行を取り込みました", "Imported {} of {} rows"};
inline constexpr Text kWouldImport{"{1}行のうち{0}行を取り込めます",
                                   "{} of {} rows can be imported"};
inline constexpr Text kNothingWritten{"まだ何も書いていません。", " Nothing was written."};
inline constexpr Text kHowToConfirm{
    "標準出力は読み方のファイルです: > map.toml で取り、直して --map map.toml で渡します。",
    "What stands on standard output is the map: keep it with > map.toml, mend it, give it with "
    "--map map.toml."};
inline constexpr Text kDuplicates{"、既に有った {}", ", already known {}"};
inline constexpr Text kCorrections{"、訂正 {}", ", corrections {}"};
inline constexpr Text kRefused{"、取り込めず {}", ", rejected {}"};
inline constexpr Text kFullStop{"。", "."};
inline constexpr Text kHowToUndo{"元に戻すには: mikata undo {} {}",
                                 "To take it back: mikata undo {} {}"};
inline constexpr Text kMapText{"読み方のファイル (直して --map で渡せます)",
                               "the map, to mend and give with --map"};

// Fit.
inline constexpr Text kFitHead{"{} {}: 顧客 {}人、型 {}", "{} {}: {} customers, {} patterns"};
inline constexpr Text kFitPeriod{"、{}から{}まで、時間の単位 {}", ", {} to {}, unit of time {}"};
inline constexpr Text kFitReturns{"返品 {}行: 購入と数えず、金額を差し引いた",
                                  "returns: {} rows, no purchases, their money taken off"};

// Simulate, serve, demo.
inline constexpr Text kSimulating{"{}人の店を作っています", "simulating {} customers"};
inline constexpr Text kSimulated{"{} に書きました ({}人、{}か月、種 {})。",
                                 "Wrote {} ({} customers, {} months, seed {})."};
inline constexpr Text kServing{"{}  (Ctrl-C で止まります。ブックは {})",
                               "{}  (Ctrl-C stops it; the book is {})"};
inline constexpr Text kNoPage{
    "ページが見つからないので API だけを開きます (make で作るか、MIKATA_WEB で場所を示します)。",
    "No page found, serving the API alone (make builds it, MIKATA_WEB says where "
    "it is)."};
inline constexpr Text kDemoName{"みかた商店", "Mikata Shop"};

}  // namespace text
}  // namespace mikata::cli
