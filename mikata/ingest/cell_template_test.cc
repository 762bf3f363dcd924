// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/cell_template.h"

#include <gtest/gtest.h>

namespace mikata {
namespace {

// Rows (山田, 太郎), (佐藤, ""), ("", 花子), ("", "").
CellBatch people() {
  CellBatch batch;
  batch.rows = 4;
  batch.columns = {{.bytes = "山田佐藤", .ends = {6, 12, 12, 12}, .present = {1, 1, 1, 0}},
                   {.bytes = "太郎花子", .ends = {6, 6, 12, 12}, .present = {1, 1, 1, 1}}};
  batch.lines = {2, 3, 4, 5};
  return batch;
}

std::vector<std::string> render(std::string_view text, BlankPart blank) {
  const CellBatch batch = people();
  CellTemplate cells(text, {"姓", "名"}, blank);
  const CellColumn& column = cells.render(batch);
  std::vector<std::string> found;
  for (std::size_t row = 0; row < batch.rows; ++row) {
    found.emplace_back(column.present[row] != 0 ? column.cell(row) : "NULL");
  }
  return found;
}

using Cells = std::vector<std::string>;

TEST(CellTemplate, IsBlankWhereAPartIsBlank) {
  EXPECT_EQ(render("{姓} {名}", BlankPart::blanks_all),
            (Cells{"山田 太郎", "NULL", "NULL", "NULL"}));
  EXPECT_EQ(render("様", BlankPart::blanks_all), (Cells{"様", "様", "様", "様"}));
}

TEST(CellTemplate, LeavesABlankPartOutWithWhatStandsBeside) {
  EXPECT_EQ(render("{姓} {名}", BlankPart::is_left_out),
            (Cells{"山田 太郎", "佐藤", "花子", "NULL"}));
  EXPECT_EQ(render("様", BlankPart::is_left_out), (Cells{"様", "様", "様", "様"}));
}

}  // namespace
}  // namespace mikata
