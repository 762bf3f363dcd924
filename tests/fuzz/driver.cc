// SPDX-License-Identifier: Apache-2.0
// Feeds one parser with broken input: fuzz_NAME SECONDS [SEED_FILE|FOLDER...]
//
// The inputs are those files, changed by a generator with a fixed seed, so that a run can be
// repeated. One that crashes is left in build/dev/fuzz. The targets have libFuzzer's entry point,
// so that clang can drive them by coverage instead; this driver needs no second compiler.
#include <fmt/core.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "mikata/base/random.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace mikata::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongest = 1 << 16;

std::vector<std::string> read_seeds(int count, char** words) {
  std::vector<std::string> inputs{""};
  const auto add = [&](const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (text.size() <= kLongest) inputs.push_back(std::move(text));
  };
  for (int i = 2; i < count; ++i) {
    if (!fs::is_directory(words[i])) {
      add(words[i]);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(words[i])) {
      if (entry.is_regular_file()) add(entry.path());
    }
  }
  return inputs;
}

// One change: a byte, a range gone or doubled, a piece of another input, an interesting word.
void change(std::string& input, const std::vector<std::string>& inputs, Random& random) {
  const std::string words[] = {"\"",       "'",   "\n",   "\r\n", std::string(1, '\0'),
                               "\xff\xfe", "%00", "日本", "\x81", "99999999999999999999",
                               "-",        "(",   "\t",   ","};
  const std::size_t at = random.below(input.size() + 1);
  const std::size_t length = random.below(input.size() - at + 1);
  switch (random.below(5)) {
    case 0:
      if (at < input.size()) input[at] = static_cast<char>(random.below(256));
      break;
    case 1:
      input.erase(at, length);
      break;
    case 2:
      input.insert(at, input.substr(at, length));
      break;
    case 3: {
      const std::string& other = inputs[random.below(inputs.size())];
      input.insert(at, other.substr(random.below(other.size() + 1)));
      break;
    }
    default:
      input.insert(at, words[random.below(std::size(words))]);
  }
  if (input.size() > kLongest) input.resize(kLongest);
}

int run(int count, char** words) {
  const double seconds = count > 1 ? std::strtod(words[1], nullptr) : 1;
  const fs::path crash = fs::path(words[0]).parent_path() / "fuzz" /
                         (fs::path(words[0]).filename().string() + "-crash");
  fs::create_directories(crash.parent_path());
  const std::vector<std::string> inputs = read_seeds(count, words);
  Random random(1);
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  std::int64_t runs = 0;
  for (; runs < static_cast<std::int64_t>(inputs.size()) || std::chrono::steady_clock::now() < end;
       ++runs) {
    const auto i = static_cast<std::size_t>(runs);
    std::string input = i < inputs.size() ? inputs[i] : inputs[random.below(inputs.size())];
    const std::uint64_t changes = i < inputs.size() ? 0 : 1 + random.below(6);
    for (std::uint64_t c = 0; c < changes; ++c) change(input, inputs, random);
    std::ofstream(crash, std::ios::binary) << input;
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  }
  fs::remove(crash);
  fmt::print("{} inputs\n1 passed, 0 failed\n", runs);
  return 0;
}

}  // namespace
}  // namespace mikata::fuzz

int main(int count, char** words) { return mikata::fuzz::run(count, words); }
