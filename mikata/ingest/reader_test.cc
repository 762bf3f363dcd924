// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/reader.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <string>
#include <vector>

#include "mikata/base/error.h"

namespace mikata {
namespace {

class Reader : public ::testing::Test {
 protected:
  std::filesystem::path write(const std::string& bytes, const std::string& name = "file.csv") {
    const std::filesystem::path path = std::filesystem::path(::testing::TempDir()) / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
};

std::string failure_of(const std::filesystem::path& file, const ReadLimits& limits = {}) {
  try {
    const auto reader = open_file(file, limits);
    CellBatch batch;
    while (reader->next(batch)) {
    }
  } catch (const Error& error) {
    return std::string(error_name(error.kind())) + ": " + error.what();
  }
  return "";
}

TEST_F(Reader, GivesHeaderCellsAndLines) {
  const auto reader =
      open_file(write("id,\"name\"\r\n1,Ann\r\n\r\n2,\"a \"\"b\"\"\nc\"\r\n3,\r\n"));
  EXPECT_EQ(reader->head().header, (std::vector<std::string>{"id", "name"}));
  EXPECT_EQ(reader->head().format, "csv");
  EXPECT_EQ(reader->head().encoding, "UTF-8");
  CellBatch batch;
  ASSERT_TRUE(reader->next(batch));
  ASSERT_EQ(batch.rows, 3U);
  EXPECT_EQ(batch.columns[0].cell(0), "1");
  EXPECT_EQ(batch.columns[1].cell(1), "a \"b\"\nc");
  EXPECT_EQ(batch.columns[1].cell(2), "");
  EXPECT_EQ(batch.lines, (std::vector<std::int64_t>{2, 4, 6}));
  EXPECT_FALSE(reader->next(batch));
  EXPECT_FALSE(reader->next(batch));
}

TEST_F(Reader, SaysWhatIsWrongInOneSentence) {
  struct Case {
    std::string bytes;
    std::string says;
  };
  const std::vector<Case> cases = {
      {"", "invalid_argument: file.csv: the file is empty"},
      {"\n\n", "file.csv: there is no text in it"},
      {"a,b\n1,2\n3,\"x\n4,5\n", "file.csv: line 3, column 2 (b): the quote that opens here"},
      {std::string("a,b\n1,\0\n", 8), "file.csv: line 2, column 2 (b): a NUL byte"},
      {"a,b\n1," + std::string(3 << 20, 'x') + "\n", "line 2, column 2 (b): the cell that begins"},
      {"PK\x03\x04 and more", "no text but an Excel workbook"},
      {"a\n\xE3\x81\x82\xE3\x81\x84\n\x82\xA0\n", "line 3, byte 10: 0x82 is not UTF-8"},
  };
  for (const Case& c : cases) {
    EXPECT_NE(failure_of(write(c.bytes)).find(c.says), std::string::npos)
        << c.says << "\n but: " << failure_of(write(c.bytes));
  }
  EXPECT_EQ(failure_of("/nowhere/x.csv"), "not_found: file not found: /nowhere/x.csv");
}

TEST_F(Reader, RefusesWhatIsNoFile) {
  EXPECT_NE(failure_of(::testing::TempDir()).find("a folder, no file"), std::string::npos);
  EXPECT_NE(failure_of("/dev/zero").find("a device or pipe, no file"), std::string::npos);
}

TEST_F(Reader, TellsTheEncodingThatWasFoundLater) {
  std::string text = "id,name\n";
  for (int i = 0; i < 200000; ++i) text += "12345678,abc\n";
  const auto reader = open_file(write(text + "1,\x8E\x52\x93\x63\n"));  // 山田 in CP932
  EXPECT_EQ(reader->head().encoding, "UTF-8");
  CellBatch batch;
  std::int64_t before = 0;
  while (reader->next(batch)) {
    EXPECT_GE(reader->position(), before);
    before = reader->position();
  }
  EXPECT_EQ(reader->head().encoding, "CP932");
  EXPECT_EQ(reader->position(), reader->head().bytes);
}

// The children of this process, by the kernel's word.
std::vector<pid_t> children() {
  std::ifstream file("/proc/self/task/" + std::to_string(::getpid()) + "/children");
  std::vector<pid_t> found;
  for (pid_t pid = 0; file >> pid;) found.push_back(pid);
  return found;
}

std::string long_csv() {
  std::string text = "a,b\n";
  for (int i = 0; i < 2000000; ++i) text += "1,2\n";
  return text;
}

TEST_F(Reader, TheChildsErrorIsInBothLanguages) {
  try {
    open_file(write("PK\x03\x04 and more"));
    FAIL() << "a workbook was read";
  } catch (const Error& error) {
    EXPECT_EQ(error.message().ja,
              "file.csv: 取り込める表ではありません: Excel のファイルか zip です（CSV "
              "で保存するか、展開してください）");
  }
}

TEST_F(Reader, OutlivesItsChild) {
  const auto reader = open_file(write(long_csv()));
  const std::vector<pid_t> running = children();
  ASSERT_EQ(running.size(), 1U);
  ::kill(running[0], SIGKILL);
  try {
    CellBatch batch;
    while (reader->next(batch)) {
    }
    FAIL() << "the child's death was not seen";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::unavailable);
    EXPECT_STREQ(error.what(), "file.csv: its reader stopped: signal 9");
  }
}

TEST_F(Reader, LeavesNoChildBehind) {
  const std::filesystem::path path = write(long_csv());
  for (int i = 0; i < 3; ++i) {
    const auto reader = open_file(path);
    CellBatch batch;
    EXPECT_TRUE(reader->next(batch));
    EXPECT_EQ(children().size(), 1U);
  }
  EXPECT_TRUE(children().empty());
}

TEST_F(Reader, AChildEndsWithItsParent) {
  const std::filesystem::path path = write(long_csv());
  std::array<int, 2> ends = {-1, -1};
  ASSERT_EQ(::pipe(ends.data()), 0);
  const pid_t parent = ::fork();
  if (parent == 0) {
    const auto reader = open_file(path);
    const std::vector<pid_t> running = children();
    const pid_t grandchild = running.empty() ? 0 : running[0];
    const bool told = ::write(ends[1], &grandchild, sizeof grandchild) == sizeof grandchild;
    ::_exit(told ? 0 : 1);
  }
  pid_t grandchild = 0;
  ASSERT_EQ(::read(ends[0], &grandchild, sizeof grandchild),
            static_cast<ssize_t>(sizeof grandchild));
  ASSERT_GT(grandchild, 0);
  ::waitpid(parent, nullptr, 0);
  bool gone = false;
  for (int i = 0; i < 500 && !gone; ++i) {
    // Nobody may be left to wait for it: a zombie has ended too.
    std::ifstream status("/proc/" + std::to_string(grandchild) + "/stat");
    std::string pid, name, state;
    gone = !(status >> pid >> name >> state) || state == "Z";
    if (!gone) ::usleep(10000);
  }
  EXPECT_TRUE(gone);
}

}  // namespace
}  // namespace mikata
