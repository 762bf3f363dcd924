// SPDX-License-Identifier: Apache-2.0
// What `text train` says about the model it wrote.
#pragma once

#include <string>

#include "mikata/cli/command.h"
#include "mikata/text/model.h"

namespace mikata::cli {

struct TrainingReport {
  const mikata::text::Model& model;
  std::size_t contradictions = 0;  // pairs left out because score and words contradict each other
  std::string file;
  std::size_t bytes = 0;
};

// Cross-validated scores as a table, CSV or one JSON document.
void write_training(const Invocation& invocation, const TrainingReport& report);

// The folder of MeCab's dictionary that --dictionary names; "" for the default.
std::string dictionary_of(const Invocation& invocation);

// mikata text train.
int train_text(Invocation& invocation);

}  // namespace mikata::cli
