// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/command.h"
#include "mikata/cli/commands.h"
#include "mikata/insights/insight.h"

namespace mikata::cli {
namespace {

const Flag kName{"name", "NAME", {"ブックの名前", "name of the book"}};
const Flag kTimezone{
    "timezone", "ZONE", {"時間帯 (既定 Asia/Tokyo)", "time zone (default Asia/Tokyo)"}};
const Flag kCurrency{
    "currency", "CODE", {"通貨 ISO 4217 (既定 JPY)", "currency, ISO 4217 (default JPY)"}};
const Flag kSeed{"seed", "N", {"乱数の種 (既定 1)", "seed of the random numbers (default 1)"}};
const Flag kPort{
    "port", "N", {"ポート (既定 8400、0 は空いたもの)", "port (default 8400; 0: any free one)"}};
const Flag kHost{"host",
                 "ADDRESS",
                 {"この計算機の番地だけ (既定 127.0.0.1)",
                  "an address of this machine only (default 127.0.0.1)"}};

Command new_command() {
  return {.name = "new",
          .summary = {"空のブックを作る", "make an empty book"},
          .words = {"BOOK"},
          .flags = {kName, kTimezone, kCurrency},
          .run = run_new};
}

Command import_command() {
  return {.name = "import",
          .summary = {"ファイルを取り込む。ブックが無ければ作る",
                      "take files in; makes the book when there is none"},
          .words = {"BOOK", "FILE|FOLDER..."},
          .flags = {{"as",
                     "TABLE",
                     {"どの表か (customers, actions, voices ...)",
                      "which table (customers, actions, voices ...)"}},
                    {"map",
                     "FILE",
                     {"列の読み方を書いたファイル", "a file that says what each column is"}},
                    {"who",
                     "COLUMN",
                     {"この列の値を顧客の番号とする (例 メールアドレス)",
                      "the column whose values name the customer (e.g. Email)"}},
                    {"dry-run",
                     "",
                     {"書かずに、読み方と最初の行を見せる",
                      "write nothing; show the mapping and the first rows"}},
                    kName,
                    kTimezone,
                    kCurrency},
          .run = run_import};
}

Command link_command() {
  return {.name = "link",
          .summary = {"声と顧客の結びつきを見る。二人を一人にまとめる、また分ける",
                      "how many answers are linked; make two customers one, or two again"},
          .words = {"BOOK"},
          .flags = {{"merge",
                     "A B",
                     {"A を B と同じ人とする (B が残る)", "A is the same person as B; B stays"}},
                    {"split", "A", {"A をまた別の人とする", "A is a person of its own again"}}},
          .run = run_link};
}

Command simulate_command() {
  return {.name = "simulate",
          .summary = {"答えの分かっている架空の店をファイルに書く",
                      "write a made-up shop with known truth as files"},
          .words = {"DIR"},
          .flags = {{"customers", "N", {"顧客の数 (既定 2000)", "customers (default 2000)"}},
                    kSeed,
                    {"months", "N", {"月数 (既定 24)", "months (default 24)"}},
                    {"shop",
                     "A|B",
                     {"B は満足も回答に響く (既定 A)",
                      "in shop B satisfaction itself moves answering (default A)"}}},
          .run = run_simulate,
          .runs_at_owner = false};
}

Command sql_command() {
  return {.name = "sql",
          .summary = {"問いが実際に走らせる SQL を見せる", "print the SQL an insight runs"},
          .words = {"INSIGHT"},
          .flags = {{"engine",
                     "ENGINE",
                     {"duckdb または clickhouse (既定 duckdb)",
                      "duckdb or clickhouse (default duckdb)"}}},
          .run = run_sql,
          .runs_at_owner = false};
}

Command read_command() {
  return {
      .name = "read",
      .summary = {"まだ読んでいない一言を読む。評点があれば先に学ぶ",
                  "read the remarks not read yet; learns from their scores first"},
      .words = {"BOOK"},
      .flags = {{"again", "", {"学び直し、すべてを読み直す", "learn anew and read all again"}},
                {"threads", "N", {"並行の数 (既定 機械の数)", "threads (default: all there are)"}}},
      .run = run_read};
}

Command low_scores_command() {
  return {.name = "low_scores",
          .summary = {"返事を待つ低い点。VOICE_ID を添えると、答えたと記す",
                      "low scores that wait for an answer; with VOICE_ID, tick it as answered"},
          .words = {"BOOK", "[VOICE_ID]"},
          .flags =
              {{"last", "14d", {"さかのぼる日数 (既定 14d)", "how many days back (default 14d)"}},
               {"answered", "no|yes|all", {"どれを見るか (既定 no)", "which to list (default no)"}},
               {"by", "NAME", {"答えた人", "who answered"}},
               {"undo", "", {"記しを消す", "take the tick back"}}},
          .run = run_low_scores};
}

Command compute_command() {
  return {.name = "compute",
          .summary = {"モデルと統計の計算機: 1行に1つの JSON を読み、値を足して返す",
                      "calculator of models and statistics: JSON lines in, with their values out"},
          .words = {"[FILE]"},
          .flags = {{"list", "", {"何を尋ねられるかの一覧", "list everything that can be asked"}}},
          .run = run_compute,
          .runs_at_owner = false};
}

Command fit_command() {
  return {
      .name = "fit",
      .summary = {"モデルを表または取引ファイルに当てはめる",
                  "fit a model to a table of histories or to transactions"},
      .words = {"MODEL", "FILE"},
      .flags =
          {{"until", "DATE", {"この日までを当てはめる", "fit what happened until this day"}},
           {"holdout",
            "39w",
            {"その後のこの長さで予測を確かめる (39w, 90d)",
             "judge the forecast on this time after it (39w, 90d)"}},
           {"unit",
            "UNIT",
            {"時間の単位 day week month year (既定 week)",
             "unit of time: day, week, month or year (default week)"}},
           {"k",
            "N",
            {"mbgcnbd の規則性 (既定は最もよいもの)", "regularity of mbgcnbd (default: the best)"}},
           {"customer",
            "COLUMN",
            {"顧客の列 (名前または番号)", "column of the customer, name or number"}},
           {"date", "COLUMN", {"日付の列", "column of the date"}},
           {"amount", "COLUMN", {"金額の列", "column of the money"}},
           {"covariates",
            "A,B",
            {"はじめから分かっていることの列 (bgnbd と pnbd)",
             "columns known from the beginning, such as age,channel (bgnbd and pnbd)"}},
           {"customers",
            "N",
            {"残存率の曲線が何人から始まったか", "customers that a curve in per cent began with"}},
           {"survivors", "COLUMN", {"残存数の列", "column of the customers left, by period"}}},
      .run = run_fit,
      .runs_at_owner = false};
}

Command demo_command() {
  return {.name = "demo",
          .summary = {"架空の店を作り、取り込み、ページを開く",
                      "simulate a shop, import it and serve it"},
          .words = {},
          .flags = {{"customers", "N", {"顧客の数 (既定 2000)", "customers (default 2000)"}},
                    kSeed,
                    kPort,
                    kHost,
                    {"folder",
                     "DIR",
                     {"置き場所 (既定 ~/.cache/mikata)",
                      "where it is kept (default ~/.cache/mikata)"}}},
          .run = run_demo,
          .runs_at_owner = false};
}

Command text_command() {
  return {
      .name = "text",
      .summary = {"一言を読む、読み方を自社の評点から学ぶ (NDJSON)",
                  "read remarks, or learn to from your own scores (NDJSON)"},
      .words = {"read|train", "[FILE]"},
      .flags = {{"model", "FILE", {"read: train が書いたモデル", "read: a model that train wrote"}},
                {"themes",
                 "FILE",
                 {"read: 自社のテーマを書いた themes.toml",
                  "read: themes of your own, as themes.toml"}},
                {"dictionary",
                 "DIR",
                 {"MeCab の辞書 (既定 ipadic; naist-jdic など UTF-8 のもの)",
                  "MeCab's dictionary (default ipadic; naist-jdic or another in UTF-8)"}},
                {"out", "FILE", {"train: モデルを書くファイル", "train: the file for the model"}},
                {"date", "DATE", {"train: モデルに記す日", "train: the day to note in the model"}},
                {"threads", "N", {"並行の数 (既定 機械の数)", "threads (default: all there are)"}}},
      .run = run_text,
      .runs_at_owner = false};
}

}  // namespace

std::vector<Command> all_commands() {
  std::vector<Command> commands{
      new_command(),
      import_command(),
      {.name = "undo",
       .summary = {"取り込みを元に戻す", "take an import back"},
       .words = {"BOOK", "IMPORT_ID"},
       .run = run_undo},
      link_command(),
      read_command(),
      {.name = "respond",
       .summary = {"苦情は何の話で、何と答えるか。一言がなければ答え方の表",
                   "what a complaint is about and what to say; without one, the table of answers"},
       .words = {"BOOK", "[REMARK]"},
       .run = run_respond},
      low_scores_command(),
      {.name = "check",
       .summary = {"ブックを開いて、中身を数える", "open a book and count what is in it"},
       .words = {"BOOK"},
       .run = run_check},
      {.name = "insights",
       .summary = {"問いの一覧", "list the questions that can be asked"},
       .words = {"[BOOK]"},
       .run = run_insights},
      sql_command(),
      compute_command(),
      fit_command(),
      {.name = "serve",
       .summary = {"ページと API を開く", "serve the page and the API"},
       .words = {"BOOK"},
       .flags = {kPort, kHost},
       .run = run_serve,
       .runs_at_owner = false},
      simulate_command(),
      demo_command(),
      text_command()};
  for (const Insight& insight : catalog()) commands.push_back(insight_command(insight));
  return commands;
}

}  // namespace mikata::cli
