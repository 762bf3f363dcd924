// SPDX-License-Identifier: Apache-2.0
// Carries out a plan: reads every file, converts it, hands the facts to one Append.
#pragma once

#include "mikata/ingest/convert.h"
#include "mikata/ingest/import.h"
#include "mikata/ingest/import_plan.h"
#include "mikata/store/store.h"

namespace mikata {

// A wide survey file: one row of it is a respondent, and becomes several facts.
struct SurveyOutcome {
  std::string source;
  std::int64_t answers = 0;      // facts offered
  std::int64_t respondents = 0;  // rows that gave at least one
};

// What reading all files came to.
struct RunOutcome {
  std::int64_t usable_rows = 0;
  std::int64_t identities = 0;  // offered to the store besides the facts
  std::vector<SurveyOutcome> surveys = {};
  // The file whose key column repeats, although it was guessed to be unique: mend the plan and
  // start again.
  const FilePlan* key_repeats = nullptr;
};

// What every report tells of a plan: files, mapping, map texts.
ImportReport report_of(const ImportPlan& plan);

// Fails with unavailable, naming the file at hand, when the import was asked to stop.
void refuse_when_stopped(const ImportOptions& options, const std::string& file);

// Fills rows, rejections, notes and (dry run: `append` is nullptr) the preview of `report`.
RunOutcome run_plan(const ImportPlan& plan, const ImportOptions& options,
                    const ConvertSettings& settings, Append* append, ImportReport& report);

}  // namespace mikata
