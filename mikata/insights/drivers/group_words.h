// SPDX-License-Identifier: Apache-2.0
// What the views say alike of a group: names of drivers, what is not shown and why.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mikata/insights/drivers/choice.h"
#include "mikata/insights/drivers/model.h"

namespace mikata::drivers {

// "delivery", or "delivery = parcel" where two drivers have the same answers.
std::string driver_name(const Choice& choice, const DriverShare& driver);
std::string driver_key(const Choice& choice, const Value& by_value, const DriverShare& driver);

// Why there are no rows for a group; which drivers nobody varied on, which are twins or sums.
void note_group(const Context& context, const Choice& choice, const FormGroup& group,
                const DriverModel& model, Answer& answer);

// Method, left out, notes of the choice: the same for every view.
void add_common(const Context& context, const Choice& choice, const std::vector<FormGroup>& groups,
                Answer& answer);

// value, low, high, or NULLs.
void add_estimate(const std::optional<stats::Estimate>& estimate, Row& row);
void add_band(double value, const std::optional<stats::Interval>& band, Row& row);

// The share of R² with its band; of one driver alone it is always all of it and says nothing:
// NULLs.
void add_share(const DriverModel& model, const DriverShare& driver, Row& row);

// The sums that shares and performance are made of: the ratings, then for each the weight of its
// top answers.
Terms rating_terms(const Choice& choice);

}  // namespace mikata::drivers
