// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/command.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "mikata/base/json.h"
#include "mikata/cli/folder_guard.h"
#include "mikata/cli/testing_run.h"
#include "mikata/store/duckdb.h"

namespace mikata::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

class CommandTest : public testing::Test {
 protected:
  CommandTest()
      : folder_(fs::temp_directory_path() / ("mikata-command-test-" + std::to_string(::getpid()))),
        guard_(folder_) {
    fs::create_directories(folder_);
    services_.open_book = [](const fs::path& path, BookMemory) {
      return BookHandle(Book::open(path));
    };
  }

  Ran run(const std::vector<std::string>& arguments) {
    std::ostringstream out;
    std::ostringstream err;
    std::istringstream in(in_);
    Terminal terminal{
        .out = out, .err = err, .folder = folder_, .stop = stop_.get_token(), .in = &in};
    const int code = run_command(arguments, terminal, services_);
    return {code, out.str(), err.str()};
  }

  void write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
  }

  std::string in_;  // what stands on standard input
  fs::path folder_;
  FolderGuard guard_;
  Services services_;
  std::stop_source stop_;
};

TEST_F(CommandTest, WrongLinesSayWhatAndHowToMendOnStderr) {
  struct Case {
    std::vector<std::string> arguments;
    int code;
    std::string err;
  };
  const Case cases[] = {
      {{"npz", "shop.book"}, 3, "mikata: command not found: npz (did you mean nps?)\n"},
      {{"zzzzzzzzzzzz"},
       3,
       "mikata: command not found: zzzzzzzzzzzz (mikata help lists the commands)\n"},
      {{"shop.book", "nps"},
       3,
       "mikata: command not found: shop.book (the command comes first: mikata nps shop.book)\n"},
      {{"nps"}, 2, "mikata: BOOK missing (usage: mikata nps BOOK [flags])\n"},
      {{"nps", "a", "b"}, 2, "mikata: one word too many: b (usage: mikata nps BOOK [flags])\n"},
      {{"nps", "a", "--strat", "x"},
       2,
       "mikata: flag not known: --strat (did you mean --start?)\n"},
      {{"nps", "a", "--format", "xml"},
       2,
       "mikata: format not known: xml (use table, json or csv)\n"},
      {{"nps", "a", "--lang", "fr"}, 2, "mikata: language not known: fr (use ja or en)\n"},
      {{"nps", "clickhouse://host/shop"},
       5,
       "mikata: books on ClickHouse are not supported yet: clickhouse://host/shop (use a "
       "folder)\n"},
      {{"nps", ""}, 2, "mikata: book has no name: ''\n"},
      {{"import", "shop.book"},
       2,
       "mikata: FILE|FOLDER... missing (usage: mikata import BOOK FILE|FOLDER... [flags])\n"},
      {{"sql", "npz"}, 3, ""},
      {{"sql", "nps", "--engine", "oracle"},
       2,
       "mikata: engine not known: oracle (use duckdb or clickhouse)\n"},
      {{"help", "npz"}, 3, "mikata: command not found: npz (did you mean nps?)\n"},
      {{"--verzion"}, 2, "mikata: flag not known: --verzion (did you mean --version?)\n"},
      {{"simulate", "x", "--shop", "C"}, 2, "mikata: shop not known: C (use A or B)\n"},
      {{"simulate", "x", "--customers", "0"},
       2,
       "mikata: not a whole number of at least 1: --customers 0\n"},
  };
  for (const Case& wrong : cases) {
    const Ran ran = run(wrong.arguments);
    EXPECT_EQ(ran.code, wrong.code) << ran.err;
    EXPECT_EQ(ran.out, "");
    if (wrong.err.empty()) {
      EXPECT_THAT(ran.err, StartsWith("mikata: "));
    } else {
      EXPECT_EQ(ran.err, wrong.err);
    }
  }
}

TEST_F(CommandTest, WhatIsWrongIsSaidInTheLanguageOfTheLine) {
  write("map.toml", "[file]\ntabel = \"actions\"\n");
  write("orders.csv", "顧客ID,注文日,金額\nC1,2026-02-30,100\n");
  struct Case {
    std::vector<std::string> arguments;
    std::string err;
  };
  const Case cases[] = {
      {{"nps", "a", "--strat", "x"},
       "オプションが見つかりません: --strat（--start のことですか）\n"},
      {{"nps", "nowhere.book"}, "ブックが見つかりません: "},
      {{"fit", "pnbdd", "x.csv"}, "モデルが見つかりません: pnbdd（pnbd のことですか）\n"},
      {{"import", "shop.book", "nowhere.csv"}, "ファイルが見つかりません: "},
      {{"import", "shop.book", "orders.csv", "--map", "map.toml"},
       "map.toml 2 行目: わからないキーです: tabel（table のことですか）（使えるキー: "},
      {{"import", "shop.book", "orders.csv"},
       "使える行がありません: 1 行すべてを取り込めません。最初は orders.csv 2 行目、列 注文日: "
       "「2026-02-30」: そのような日は無い"},
  };
  for (const Case& wrong : cases) {
    std::vector<std::string> arguments = wrong.arguments;
    arguments.emplace_back("--lang=ja");
    EXPECT_THAT(run(arguments).err, StartsWith("mikata: " + wrong.err));
  }
}

TEST_F(CommandTest, ABookThatIsNotThereIsNotFound) {
  for (const char* verb : {"nps", "check", "serve", "link"}) {
    const Ran ran = run({verb, "nowhere.book"});
    EXPECT_EQ(ran.code, 3) << verb;
    EXPECT_THAT(ran.err, HasSubstr("nowhere.book"));
  }
}

TEST_F(CommandTest, HelpAndVersionGoToStdout) {
  EXPECT_THAT(run({"--version"}).out, StartsWith("mikata "));
  for (const std::vector<std::string>& line :
       {std::vector<std::string>{}, {"help"}, {"--help"}, {"-h"}}) {
    const Ran ran = run(line);
    EXPECT_EQ(ran.code, 0);
    EXPECT_THAT(ran.out, AllOf(HasSubstr("import"), HasSubstr("nps"), HasSubstr("--format")));
  }
  EXPECT_EQ(run({"help", "nps"}).out, run({"nps", "--help"}).out);
  EXPECT_THAT(run({"nps", "--help"}).out, HasSubstr("--behind KEY"));
  EXPECT_THAT(run({"--lang", "ja", "help"}).out, HasSubstr("終了コード"));
}

TEST_F(CommandTest, ABookIsMadeCheckedAndNotMadeTwice) {
  const Ran made = run({"new", "shop.book", "--currency", "USD", "--name", "Shop"});
  EXPECT_EQ(made.code, 0) << made.err;
  EXPECT_THAT(made.out, HasSubstr("USD"));
  const Ran checked = run({"check", "--book=shop.book", "--format=json"});
  EXPECT_EQ(checked.code, 0) << checked.err;
  const json document = json::parse(checked.out);
  EXPECT_EQ(document["name"], "Shop");
  EXPECT_EQ(document["currency"], "USD");
  EXPECT_TRUE(document["as_of"].is_null());
  const Ran again = run({"new", "shop.book"});
  EXPECT_EQ(again.code, 4);
}

TEST_F(CommandTest, ABookWithAWrongZoneOrCurrencyIsNotMade) {
  EXPECT_EQ(run({"new", "shop.book", "--timezone", "Asia/Nowhere"}).code, 2);
  EXPECT_EQ(run({"new", "shop.book", "--currency", "ABC"}).code, 2);
  EXPECT_FALSE(fs::exists(folder_ / "shop.book"));
}

TEST_F(CommandTest, UndoOfAnUnknownImportIsNotFound) {
  run({"new", "shop.book"});
  const Ran ran = run({"undo", "shop.book", "no-such-import"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_THAT(ran.err, HasSubstr("no-such-import"));
}

TEST_F(CommandTest, MergingNeedsTwoCustomers) {
  run({"new", "shop.book"});
  EXPECT_EQ(run({"link", "shop.book", "--merge", "C-1", "C-1"}).code, 2);
  EXPECT_EQ(run({"link", "shop.book", "--merge", "C-1", "C-2", "--split", "C-1"}).code, 2);
}

TEST_F(CommandTest, AnImportThatFailsLeavesNoBookBehind) {
  const Ran ran = run({"import", "shop.book", "nowhere.csv"});
  EXPECT_NE(ran.code, 0);
  EXPECT_THAT(ran.err, HasSubstr("nowhere.csv"));
  EXPECT_FALSE(fs::exists(folder_ / "shop.book"));
}

TEST_F(CommandTest, TheOwnerOfABookIsAskedAndItsWordsArePassedOn) {
  services_.open_book = [](const fs::path& path, BookMemory) -> BookHandle {
    throw BookOwned({.ja = "ブックは使用中です", .en = "the book is in use"}, path);
  };
  std::vector<std::string> asked;
  services_.ask_owner = [&](const fs::path& book, const std::vector<std::string>& words,
                            const fs::path& folder) {
    EXPECT_EQ(book, folder_ / "shop.book");
    EXPECT_EQ(folder, folder_);
    asked = words;
    return OwnerReply{3, "to stdout\n", "to stderr\n"};
  };
  const Ran ran = run({"undo", "shop.book", "1"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_EQ(ran.out, "to stdout\n");
  EXPECT_EQ(ran.err, "to stderr\n");
  EXPECT_THAT(asked, testing::ElementsAre("--lang=en", "--width=0", "undo", "shop.book", "1"));
  run({"undo", "--lang", "ja", "shop.book", "1", "--width=9"});
  EXPECT_THAT(asked, testing::ElementsAre("undo", "--lang", "ja", "shop.book", "1", "--width=9"));
}

TEST_F(CommandTest, AnOwnerThatDoesNotAnswerIsAConflict) {
  services_.open_book = [](const fs::path& path, BookMemory) -> BookHandle {
    throw BookOwned({.ja = "ブックは使用中です", .en = "the book is in use"}, path);
  };
  EXPECT_EQ(run({"check", "shop.book"}).code, 4);
  services_.ask_owner = [](const fs::path&, const std::vector<std::string>&,
                           const fs::path&) -> OwnerReply {
    fail(ErrorKind::conflict, "the owner does not answer");
  };
  EXPECT_EQ(run({"check", "shop.book"}).code, 4);
  EXPECT_EQ(run({"serve", "shop.book"}).code, 4);
}

TEST_F(CommandTest, TheOwnerRunsTheSameCommandOnItsOpenBook) {
  run({"new", "shop.book", "--name", "Shop"});
  const auto book = Book::open(folder_ / "shop.book");
  const OwnerReply reply =
      run_at_owner(*book, {{"--lang=ja", "--width=0", "check", "shop.book"}, folder_});
  EXPECT_EQ(reply.exit_code, 0) << reply.err;
  EXPECT_THAT(reply.out, HasSubstr("まだ何もありません"));
  EXPECT_EQ(run_at_owner(*book, {{"serve", "shop.book"}, folder_}).exit_code, 4);
  EXPECT_EQ(run_at_owner(*book, {{"check", "other.book"}, folder_}).exit_code, 4);
}

TEST_F(CommandTest, ServeSaysItsAddressAndEndsWellWhenStopped) {
  run({"new", "shop.book"});
  services_.serve = [](Book&, const ServeRequest& request) {
    EXPECT_EQ(request.host, "127.0.0.1");
    request.ready(request.port);
  };
  EXPECT_THAT(run({"serve", "shop.book", "--port", "8411"}).out,
              StartsWith("http://127.0.0.1:8411"));
  const Ran as_json = run({"serve", "shop.book", "--port=0", "--format=json"});
  EXPECT_EQ(as_json.code, 0);
  EXPECT_EQ(json::parse(as_json.out)["address"], "http://127.0.0.1:0");
  EXPECT_EQ(run({"serve", "shop.book", "--port", "70000"}).code, 2);
}

TEST_F(CommandTest, CtrlCEndsWith130) {
  services_.open_book = [](const fs::path&, BookMemory) -> BookHandle {
    fail(ErrorKind::unavailable, "stopped");
  };
  stop_.request_stop();
  EXPECT_EQ(run({"check", "shop.book"}).code, kStoppedCode);
  const Ran simulated = run({"simulate", "shop", "--customers", "100"});
  EXPECT_EQ(simulated.code, kStoppedCode);
  EXPECT_FALSE(fs::exists(folder_ / "shop"));
}

TEST_F(CommandTest, WordsOfAFileCannotSteerTheTerminal) {
  const Ran ran = run({"nps", "a", "--where\x1b[31m"});
  EXPECT_THAT(ran.err, HasSubstr("--where␛[31m"));
}

TEST_F(CommandTest, TheCatalogueIsOneJsonDocument) {
  const Ran ran = run({"insights", "--format", "json"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_TRUE(json::accept(ran.out));
  EXPECT_THAT(run({"insights", "--format=csv"}).out,
              AllOf(StartsWith("name,title,question\n"), HasSubstr("\nnps,NPS,")));
}

TEST_F(CommandTest, ComputeAnswersLineByLine) {
  in_ =
      "{\"function\":\"benjamini_hochberg\",\"input\":{\"p_values\":[0.5],\"q\":1}}\n\n"
      "{\"function\":\"benjamini_hochberg\",\"input\":{\"p_values\":[7]}}\nno\n";
  const Ran ran = run({"compute"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out,
            "{\"function\":\"benjamini_hochberg\",\"input\":{\"p_values\":[0.5],\"q\":1},"
            "\"warning\":\"input key ignored: q\",\"value\":[0.5]}\n"
            "{\"function\":\"benjamini_hochberg\",\"input\":{\"p_values\":[7]},"
            "\"error\":\"p is above 1: 7\"}\n"
            "{\"line\":4,\"error\":\"not JSON: no\"}\n");
  EXPECT_EQ(ran.err, "mikata: line 1: input key ignored: q\n");
  write("questions.ndjson", in_);
  EXPECT_EQ(run({"compute", "questions.ndjson"}).out, ran.out);
  EXPECT_EQ(run({"compute", "questions.ndjson", "--quiet"}).err, "");
  EXPECT_EQ(run({"compute", "absent.ndjson"}).code, 3);
}

TEST_F(CommandTest, ComputeListsWhatItKnows) {
  EXPECT_THAT(run({"compute", "--list"}).out,
              AllOf(HasSubstr("\"model\":\"bgnbd\"  params: r alpha a b"),
                    HasSubstr("\"function\":\"wilson\"  input: successes n [confidence]")));
  const json list = json::parse(run({"compute", "--list", "--format", "json"}).out);
  EXPECT_GT(list["quantities"].size(), 40U);
  EXPECT_GE(list["functions"].size(), 6U);
}

TEST_F(CommandTest, ABookOfANewerMikataIsNotTouched) {
  ASSERT_EQ(run({"new", "new.book"}).code, 0);
  const fs::path facts = folder_ / "new.book" / "facts.duckdb";
  {
    const duck::Database database({.file = facts.string()});
    duck::Connection connection(database);
    connection.execute("UPDATE meta SET number = 1000000 WHERE name = 'schema_version'");
    connection.execute("CHECKPOINT");
  }
  const auto written = fs::last_write_time(facts);
  write("customers.csv", "customer_id,region\nC1,x\n");
  for (const std::vector<std::string>& words : {std::vector<std::string>{"nps", "new.book"},
                                                {"check", "new.book"},
                                                {"import", "new.book", "customers.csv"}}) {
    const Ran ran = run(words);
    EXPECT_EQ(ran.code, 5) << words[0];
    EXPECT_EQ(ran.out, "") << words[0];
    EXPECT_THAT(
        ran.err,
        AllOf(StartsWith("mikata: book was written by a newer Mikata: its format is 1000000"),
              EndsWith("(upgrade Mikata)\n")));
  }
  EXPECT_EQ(fs::last_write_time(facts), written);
}

// Three kinds of customers, twenty of each.
std::string histories() {
  std::string text = "x,t_x,T,n\n";
  for (int i = 1; i <= 20; ++i) {
    text += fmt::format("0,0,{},3\n{},{},{},1\n1,{},{},2\n", 20 + i, i, 10 + i, 20 + i, i, 20 + i);
  }
  return text;
}

TEST_F(CommandTest, FitReadsATableOfHistories) {
  write("histories.csv", histories());
  const json fit = json::parse(run({"fit", "bgnbd", "histories.csv", "--format", "json"}).out);
  EXPECT_EQ(fit["customers"], 120);
  EXPECT_EQ(fit["converged"], true) << fit;
  EXPECT_EQ(fit["parameters"].size(), 4U);
  EXPECT_LT(fit["parameters"][0]["low"], fit["parameters"][0]["value"]);
  EXPECT_THAT(run({"fit", "pnbd", "histories.csv"}).out,
              AllOf(HasSubstr("120 customers"), HasSubstr("log-likelihood -")));
}

TEST_F(CommandTest, FitReadsTransactions) {
  std::string text = "customer_id,date,amount\n";
  for (int c = 1; c <= 30; ++c) {
    for (int i = 0; i <= c % 5; ++i) {
      text += fmt::format("C{},2025-0{}-{:02},{}\n", c, 1 + i, 1 + (c * 7 + i) % 28, 100 + c * i);
      text += fmt::format("C{},2025-0{}-{:02},{}\n", c, 1 + i, 1 + (c * 7 + i) % 28, 50);
    }
  }
  write("orders.csv", text + "C1,2025-05-20,-30\n");
  const Ran ran = run({"fit", "mbgnbd", "orders.csv", "--format", "json", "--until", "2025-04-30",
                       "--holdout", "2w"});
  const json fit = json::parse(ran.out);
  EXPECT_EQ(fit["customers"], 30) << ran.err;
  EXPECT_EQ(fit["until"], "2025-04-30");
  EXPECT_EQ(fit["returns"], 1);
  EXPECT_EQ(fit["holdout"].size(), 2U);
  const json spend = json::parse(run({"fit", "gg", "orders.csv", "--format", "json"}).out);
  EXPECT_EQ(spend["customers"], 24) << "those who bought on two days";
}

// Twenty of each kind once more, who buy twice as often and are of the web.
TEST_F(CommandTest, FitTakesWhatIsKnownFromTheBeginning) {
  std::string text = "x,t_x,T,n,channel,age\n";
  for (int i = 1; i <= 20; ++i) {
    const int age = 20 + (i * 7) % 13;
    text +=
        fmt::format("0,0,{0},3,store,{1}\n{2},{3},{0},1,store,{1}\n", 20 + i, age, 1 + i / 3, i);
    text += fmt::format("0,0,{0},1,web,{1}\n{2},{3},{0},2,web,{1}\n", 20 + i, age, i, 10 + i);
    text += fmt::format("1,{0},{1},2,web,{2}\n", i, 20 + i, age);
  }
  write("known.csv", text);
  const json fit = json::parse(
      run({"fit", "pnbd", "known.csv", "--covariates", "channel, age", "--format", "json"}).out);
  ASSERT_EQ(fit["converged"], true) << fit;
  ASSERT_EQ(fit["parameters"].size(), 8U) << fit;
  EXPECT_EQ(fit["parameters"][4]["name"], "buying: channel=web");
  EXPECT_EQ(fit["parameters"][5]["name"], "buying: age");
  EXPECT_EQ(fit["parameters"][6]["name"], "leaving: channel=web");
  EXPECT_GT(fit["parameters"][4]["low"], 0) << "who came by the web buy more often";
  EXPECT_EQ(fit["customers"], 180);
  const json plain = json::parse(run({"fit", "pnbd", "known.csv", "--format", "json"}).out);
  EXPECT_GT(fit["log_likelihood"], plain["log_likelihood"]);
}

TEST_F(CommandTest, FitSaysWhatIsWrongWithCovariates) {
  write("known.csv", "x,t_x,T,region\n1,2,9,north\n0,0,9,south\n2,3,9,north\n");
  write("orders.csv", "customer_id,date,region\nC1,2025-01-02,north\nC1,2025-02-03,south\n");
  const struct {
    std::vector<std::string> words;
    std::string error;
  } cases[] = {
      {{"fit", "gg", "known.csv", "--covariates", "region"}, "gg takes no covariates"},
      {{"fit", "pnbd", "known.csv", "--covariates", "regoin"}, "column not found in known.csv"},
      {{"fit", "pnbd", "known.csv", "--covariates", "region,"}, "covariates not understood"},
      {{"fit", "pnbd", "orders.csv", "--covariates", "region"},
       "orders.csv line 3: region changes within a customer: south"}};
  for (const auto& [words, error] : cases) {
    const Ran ran = run(words);
    EXPECT_EQ(ran.code, 2) << error;
    EXPECT_EQ(ran.out, "") << error;
    EXPECT_THAT(ran.err, HasSubstr(error));
  }
}

TEST_F(CommandTest, FitSaysWhatIsMissingOrWrong) {
  write("one.csv", "x,t_x,T\n2,3,9\n");
  write("none.csv", "x,t_x,T\n0,0,9\n0,0,8\n");
  write("alike.csv", "x,t_x,T\n1,2,9\n1,2,9\n");
  write("late.csv", "x,t_x,T\n1,2,9\n1,12,9\n");
  write("zero.csv", "x,t_x,T\n1,0,9\n");
  write("text.csv", "x,t_x,T\n1,two,9\n");
  write("money.csv", "x,m\n2,-4\n1,0\n");
  write("curve.csv", "period,survivors\n0,10\n1,12\n");
  const struct {
    std::string model;
    std::string file;
    std::string error;
  } cases[] = {{"bgnbd", "one.csv", "not enough to fit: one customer"},
               {"pnbd", "none.csv", "not enough to fit: none of 2 customers bought again"},
               {"mbgnbd", "alike.csv", "not enough to fit: all 2 customers are alike"},
               {"bgnbd", "late.csv", "late.csv line 3: t_x is after T: 12 > 9"},
               {"bgnbd", "zero.csv", "zero.csv line 2: t_x is 0 but x is 1"},
               {"bgnbd", "text.csv", "text.csv line 2: t_x is not a number: two"},
               {"gg", "money.csv", "not enough to fit: 0 customers bought again and spent"},
               {"gg", "one.csv", "no money in the file"},
               {"mbgcnbd", "alike.csv", "k is not known"},
               {"sbg", "alike.csv", "no survival curve in the file"},
               {"sbg", "curve.csv", "customers left rise or are negative at renewal 1"}};
  for (const auto& [model, file, error] : cases) {
    const Ran ran = run({"fit", model, file});
    EXPECT_EQ(ran.code, 2) << file;
    EXPECT_EQ(ran.out, "") << file;
    EXPECT_THAT(ran.err, HasSubstr(error)) << file;
  }
  EXPECT_THAT(run({"fit", "bgnb", "one.csv"}).err, HasSubstr("did you mean bgnbd?"));
  EXPECT_EQ(run({"fit", "bgnbd", "absent.csv"}).code, 3);
  EXPECT_THAT(run({"fit", "bgnbd", "one.csv", "--holdout", "3x"}).err,
              HasSubstr("length of time not understood"));
}

}  // namespace
}  // namespace mikata::cli
