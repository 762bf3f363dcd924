// SPDX-License-Identifier: Apache-2.0
// Files of every format that is recognised from bytes: each cell is valid UTF-8, and every column
// of a batch has as many cells as the batch has rows.
#include <cassert>
#include <memory>

#include "mikata/base/error.h"
#include "mikata/base/utf8.h"
#include "mikata/ingest/reader_rows.h"
#include "tests/fuzz/target.h"

namespace mikata::fuzz {

void feed(std::string_view input) {
  try {
    auto bytes = std::make_unique<ingest::MemoryBytes>(std::string(input), 7 + input.size() % 64);
    ReadLimits limits;
    limits.max_field_bytes = 4096;
    limits.batch_rows = 16;
    ingest::LocalReader reader(std::move(bytes), static_cast<std::int64_t>(input.size()), limits);
    CellBatch batch;
    while (reader.next(batch)) {
      assert(batch.columns.size() == reader.head().header.size());
      assert(batch.lines.size() == batch.rows);
      for (const auto& column : batch.columns) {
        assert(column.ends.size() == batch.rows);
        assert(is_utf8(column.bytes));
      }
    }
  } catch (const Error& error) {
    assert(error.kind() == ErrorKind::invalid_argument);
  }
}

std::vector<std::string> seeds() {
  return {"id,name\n1,\"a \"\"b\"\" c\"\n2,日本\n",
          "顧客ID\t金額\r\n1\t1,234\r\n",
          "\xef\xbb\xbf"
          "a;b\n1;2\n",
          "\x8c\xda\x8b\x71"
          "ID,\x8b\xe0\x8az\n1,2\n",
          " 00001 19970101  1   11.77\n 00002 19970112  1   12.00\n",
          "{\"a\": 1, \"b\": \"x\\u00e9\"}\n{\"a\": null}\n",
          std::string("\xff\xfe"
                      "a\0,\0b\0\n\0"
                      "1\0,\0"
                      "2\0\n\0",
                      18),
          "a,b\n\"never closed\n",
          ""};
}

}  // namespace mikata::fuzz
