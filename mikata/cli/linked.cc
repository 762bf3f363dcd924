// SPDX-License-Identifier: Apache-2.0
#include "mikata/cli/linked.h"

#include "mikata/cli/number_text.h"
#include "mikata/cli/text.h"

namespace mikata::cli {

std::string_view sql(std::string_view path);  // embedded at build

LinkedAnswers linked_answers(const Store& store) {
  const Table table = store.query({std::string(sql("linked.sql"))});
  return {as_integer(table.rows[0][0]), as_integer(table.rows[0][1])};
}

std::string linked_text(const LinkedAnswers& answers, Language language) {
  if (answers.answers == 0) return "";
  return say(text::kLinked, language, grouped(answers.linked), grouped(answers.answers));
}

}  // namespace mikata::cli
