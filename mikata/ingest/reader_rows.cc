// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/reader_rows.h"

#include <algorithm>
#include <array>

#include "mikata/base/error.h"
#include "mikata/ingest/csv.h"
#include "mikata/ingest/gzip.h"
#include "mikata/ingest/ndjson.h"

namespace mikata::ingest {

namespace {

constexpr std::size_t kBeginningBytes = 1 << 12;

std::string read_beginning(ByteSource& bytes) {
  std::string beginning(kBeginningBytes, '\0');
  std::size_t size = 0;
  while (size < beginning.size()) {
    const std::size_t got = bytes.read(std::span(beginning).subspan(size));
    if (got == 0) break;
    size += got;
  }
  beginning.resize(size);
  return beginning;
}

bool is_gzip(std::string_view beginning) { return beginning.starts_with("\x1F\x8B"); }

// Files that are no text, each with what to do about it.
void refuse_binary(std::string_view beginning) {
  struct Known {
    std::string_view magic;
    std::string_view ja;
    std::string_view en;
  };
  static constexpr std::array kKnown = {
      Known{"PK\x03\x04", "Excel のファイルか zip です（CSV で保存するか、展開してください）",
            "an Excel workbook or a zip archive (save it as CSV, or unpack it)"},
      Known{"\xD0\xCF\x11\xE0", "古い形式の Excel です（CSV で保存してください）",
            "an old Excel workbook (save it as CSV)"},
      Known{"%PDF-", "PDF です", "a PDF"},
      Known{"\x89PNG", "画像です", "a picture"},
      Known{"\xFF\xD8\xFF", "画像です", "a picture"},
      Known{"GIF8", "画像です", "a picture"},
      Known{"SQLite format 3", "SQLite のデータベースです（表を CSV に書き出してください）",
            "an SQLite database (export its tables as CSV)"},
      Known{"\x28\xB5\x2F\xFD", "zstd で圧縮されています（展開するか、gzip を使ってください）",
            "packed with zstd (unpack it, or use gzip)"},
      Known{"BZh", "bzip2 で圧縮されています（展開するか、gzip を使ってください）",
            "packed with bzip2 (unpack it, or use gzip)"},
      Known{"\xFD"
            "7zXZ",
            "xz で圧縮されています（展開するか、gzip を使ってください）",
            "packed with xz (unpack it, or use gzip)"},
      Known{"7z\xBC\xAF", "7-Zip で圧縮されています（展開してください）",
            "packed with 7-Zip (unpack it)"},
      Known{"\x7F"
            "ELF",
            "プログラムです", "a program"},
  };
  for (const Known& known : kKnown) {
    if (beginning.starts_with(known.magic)) {
      fail(ErrorKind::invalid_argument, {"取り込める表ではありません: {}", "no text but {}"},
           Localized{std::string(known.ja), std::string(known.en)});
    }
  }
}

std::unique_ptr<RowReader> open_text(std::unique_ptr<ByteSource> bytes, const ReadLimits& limits) {
  std::string beginning = read_beginning(*bytes);
  if (beginning.empty())
    fail(ErrorKind::invalid_argument, {"ファイルが空です", "the file is empty"});
  if (is_gzip(beginning)) {
    fail(ErrorKind::invalid_argument,
         {".gz の中が .gz です（一度展開してください）", "a .gz within a .gz (unpack it once)"});
  }
  if (is_parquet(beginning)) {
    fail(ErrorKind::invalid_argument, {".gz の中が Parquet です（展開してください）",
                                       "a Parquet file within a .gz (unpack it)"});
  }
  refuse_binary(beginning);
  const bool json = looks_like_json(beginning);
  auto whole = std::make_unique<PushedBackBytes>(std::move(beginning), std::move(bytes));
  if (json) return std::make_unique<NdjsonReader>(std::move(whole), limits);
  return std::make_unique<CsvReader>(std::move(whole), limits);
}

}  // namespace

std::size_t rows_per_batch(const ReadLimits& limits, std::size_t columns) {
  constexpr std::size_t kCells = 1 << 20;
  constexpr std::size_t kFewest = 64;
  return std::min(limits.batch_rows, std::max(kFewest, kCells / std::max<std::size_t>(columns, 1)));
}

bool is_parquet(std::string_view beginning) { return beginning.starts_with("PAR1"); }

LocalReader::LocalReader(std::unique_ptr<ByteSource> bytes, std::int64_t size,
                         const ReadLimits& limits)
    : limits_(limits) {
  head_.bytes = size;
  std::string beginning = read_beginning(*bytes);
  head_.gzip = is_gzip(beginning);
  bytes = std::make_unique<PushedBackBytes>(std::move(beginning), std::move(bytes));
  if (head_.gzip) bytes = std::make_unique<GzipBytes>(std::move(bytes));
  rows_ = open_text(std::move(bytes), limits);
  take_head();
}

LocalReader::LocalReader(std::unique_ptr<RowReader> rows, std::int64_t size,
                         const ReadLimits& limits)
    : rows_(std::move(rows)), limits_(limits) {
  head_.bytes = size;
  take_head();
}

void LocalReader::take_head() {
  head_.header = rows_->header();
  head_.format = rows_->format();
  head_.encoding = rows_->encoding();
}

bool LocalReader::next(CellBatch& batch) {
  const bool some = rows_->next(batch);
  head_.encoding = rows_->encoding();
  rows_given_ += static_cast<std::int64_t>(batch.rows);
  if (limits_.max_rows > 0 && rows_given_ > limits_.max_rows) {
    fail(ErrorKind::invalid_argument,
         {"行は {} までです（ファイルを分けてください）", "more than {} rows (divide the file)"},
         limits_.max_rows);
  }
  return some;
}

}  // namespace mikata::ingest
