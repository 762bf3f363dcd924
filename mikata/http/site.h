// SPDX-License-Identifier: Apache-2.0
// The staff plane: from a request to an answer, without a socket.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "mikata/desk/low_scores/low_scores.h"
#include "mikata/desk/reading/theme_file.h"
#include "mikata/desk/voices/voices.h"
#include "mikata/http/answer_cache.h"
#include "mikata/http/message.h"
#include "mikata/http/metrics.h"
#include "mikata/http/progress_board.h"
#include "mikata/http/web_files.h"
#include "mikata/insights/run.h"

namespace mikata::http {

// What the routes ask of the words of customers. An insight's answer comes from the same facts.
struct VoiceRoom {
  std::function<nlohmann::json(const voices::Filter&, Language, std::stop_token)> page;
  std::function<nlohmann::json(const std::string& voice_id, Language)> one;
  std::function<void(const Correction&)> correct;
  std::function<void(const std::string& voice_id)> take_back;
  std::function<nlohmann::json()> themes;
  std::function<void(const reading::OwnTheme&)> put_theme;
  std::function<void(const std::string& key)> drop_theme;
  std::function<nlohmann::json(const low_scores::Filter&, std::stop_token)> low_scores;
  std::function<nlohmann::json(const std::string& voice_id, const std::string& by)> tick;
  std::function<nlohmann::json(const std::string& voice_id)> untick;
};

// What the routes ask of the open book; the tests put their own here.
struct BookRoom {
  Language language = Language::ja;
  std::function<std::int64_t()> version;
  std::function<Result(const Insight&, const Request&, const Watch&)> run;
  // What is behind one row; the whole answer is asked for at once.
  std::function<Behind(const Insight&, const Request&, std::string_view key, Page, std::stop_token)>
      behind;
  std::function<nlohmann::json(Language)> catalog;
  std::function<nlohmann::json(Language)> book;
  std::function<nlohmann::json(std::string_view customer_id, Language)> customer;
  std::function<nlohmann::json(const std::string& text, Language)> find_customers;
  std::function<std::string()> currency;
  VoiceRoom voices = {};
};

// Everything that the routes work with. Lives as long as the server; safe to share between threads.
struct Site {
  std::span<const Insight> insights;
  BookRoom room;
  WebFiles web = {};
  std::vector<std::string> host_names = {};  // of guard.h
  AnswerCache cache{64 * 1024 * 1024};
  ProgressBoard progress = {};
  Metrics metrics = {};
};

// What a handler is given: the request after reading.
struct Call {
  Site& site;
  const HttpRequest& request;
  std::map<std::string, std::string> path = {};  // values of {name} and the like
  Arguments query = {};
  Language language = Language::ja;
};

// Answers one request: guards, finds the route, runs it, and turns everything that is thrown into
// problem+json. What needs the database comes back as Later, so that the caller can run it on a
// thread that may wait.
Reply handle(Site& site, const HttpRequest& request);

}  // namespace mikata::http
