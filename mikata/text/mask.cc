// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/mask.h"

#include <algorithm>
#include <array>

#include "mikata/text/person_names.h"

namespace mikata::text {
namespace {

using Alternatives = std::vector<std::string>;

const std::string kDash = R"([-‐‑‒–—―−ー])";

const Alternatives kMail = {R"([a-z0-9._%+\-']{1,64} ?@ ?[a-z0-9\-]{1,63}(?:\.[a-z0-9\-]{1,63})+)",
                            R"([a-z0-9._%+\-']{1,64}@[a-z0-9\-]{2,63})"};

// Said aloud, or as speech recognition writes it: "mohan 283 gmailcom".
const Alternatives kSpokenMail = {
    R"((?:[a-z0-9]+ (?:dot|point|underscore|dash|hyphen) ){0,3}[a-z0-9._\-]+ ?(?:\bat\b|[(\[]at[)\]]|@) ?[a-z0-9\-]+(?: (?:dash|hyphen) [a-z0-9]+)?(?: ?(?:\bdot\b|[(\[]dot[)\]]|\bpoint\b) ?[a-z0-9\-]+)+)",
    R"([a-z0-9._\-]+ at (?:g ?mail|hot ?mail|yahoo|outlook|icloud|aol|proton ?mail|live|msn)(?: ?(?:dot|\.)? ?com?\b)?)",
    R"((?:\b[a-z]+ )?(?:\b[a-z]*[0-9]+ )?\b[a-z0-9._]*(?:g ?mail|hot ?mail|yahoo|outlook|icloud|aol|proton ?mail|rediff ?mail|mail|gmai|gamil|live|msn|company)(?: ?\. ?| ?dot ?| )?co(?:m|\b)(?: ?\.? ?(?:jp|in|uk))?\b)",
    R"(\b[a-z]+[0-9]* ?[0-9]+ ?[a-z]{3,}(?:com|net|org)\b)",
    R"([a-z0-9ァ-ヶーぁ-ん._\-]+ ?(?:アット ?マーク|アット|あっとまーく|あっと|まるエー) ?[a-z0-9ァ-ヶーぁ-ん\-]+(?: ?(?:ドット|どっと|点|てん|\.) ?[a-z0-9ァ-ヶーぁ-ん\-]+?)+(?:\b|コム|こむ|ジェーピー|ネット))"};

// Digits with what people put between them; what it is, the digits tell.
const Alternatives kNumber = {R"([+(]{0,2}[0-9](?:[-‐‑‒–—―−ー. ()・/]{0,2}[0-9]){6,24})"};

const Alternatives kSsn = {R"(\b[0-9]{3}-[0-9]{2}-[0-9]{4}\b)",
                           R"((?:\bssn|social security)[^0-9\n]{0,24}[0-9]{4,9})"};

const Alternatives kAccount = {
    R"((?:card|カード|口座|\bacct?\b|account|ac no|暗証|会員証|\bpin\b)[^0-9\n。]{0,24}[0-9](?:[- ]?[0-9]){3,18})",
    R"(\b[0-9](?:[- ]?[0-9]){3,18}[^0-9\n。]{0,12}(?:card number|account number|口座|カード番号))",
    R"((?:last four|last 4|下4桁|下四桁|末尾)[^0-9\n。]{0,16}[0-9]{4})"};

const std::string kPrefecture =
    "(?:北海道|東京都|大阪府|京都府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|"
    "神奈川|"
    "新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|"
    "山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県)";
const std::string kBlock =
    "(?:[0-9一二三四五六七八九十]+(?:丁目|番地|番|号|条)(?:[のー‐−-]?[0-9一二三四五六七八九十]+)*(?"
    ":番地?|号室?)?"
    "|[0-9]+(?:[-‐‑–−ー][0-9]+)+(?:号室?|番地?)?)";
const std::string kRoom = "(?: ?[^\\s、。,0-9]{0,14}[0-9]{1,4}号室?)?";

Alternatives addresses() {
  return {
      "〒 ?[0-9]{3}" + kDash + "?[0-9]{4}",
      kPrefecture + "[^\\s、。,]{1,24}?" + kBlock + "(?:" + kBlock + ")*" + kRoom,
      "[^\\s、。,はがをにで]{1,8}[市区郡][^\\s、。,]{0,14}?" + kBlock + "(?:" + kBlock + ")*" +
          kRoom,
      "(?:[0-9]{3}-[0-9]{4} ?)" + kPrefecture,
      kPrefecture +
          "[^\\s、。,]{1,8}[市区町村][^\\s、。,はがをにで]{1,12}[町村][^\\s、。,はがをにで]{0,6}[0-"
          "9]+",
      R"(\b[0-9]{1,5}[a-z]? (?:(?:n|s|e|w|north|south|east|west)\.? )?(?:[a-z'0-9]+ ){1,3}(?:street|streeet|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|square|sq|terrace|parkway|pkwy|highway|hwy)\b\.?(?:,? (?:apt|apartment|suite|unit|#) ?[a-z0-9]+)?(?:,? [a-z]+){0,2}(?:,? [a-z]{2})?(?:,? [0-9]{5}(?:-[0-9]{4})?)?)",
      R"(\bp\.?o\.? box [0-9]+)"};
}

const Alternatives kEnglishName = {
    R"(\b(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|madam|officer)\b\.? [a-z][a-z'\-]+)",
    R"(\bm(?:y|y full|y first|y last) names? (?:is |are |s )?[a-z][a-z'\-]+(?: [a-z][a-z'\-]+)?)",
    R"(\b(?:name|named|called) (?:is |was )[a-z][a-z'\-]+)"};

constexpr std::array kNames = {"mail",  "card",    "my_number", "ssn",
                               "phone", "account", "address",   "name"};

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

// Amounts and dates have digits too.
bool is_amount(std::string_view text, Range range) {
  const std::string_view before = text.substr(0, range.begin);
  const std::string_view after = text.substr(range.end, 12);
  for (const std::string_view sign : {"¥", "$", "€", "£", "₹"}) {
    if (before.ends_with(sign)) return true;
  }
  for (const std::string_view unit :
       {"円", " 円", "yen", " yen", "万", "ポイント", "点", "%", "kb", "mb"}) {
    if (after.starts_with(unit)) return true;
  }
  return false;
}

bool is_date(std::string_view digits, std::string_view whole) {
  if (digits.size() != 8 || whole.starts_with("0")) return false;
  const std::string_view year = digits.substr(0, 4);
  const std::string_view month = digits.substr(4, 2);
  return year >= "1900" && year <= "2099" && month >= "01" && month <= "12";
}

struct NumberForm {
  std::string digits;
  bool plus = false;
  bool grouped = false;  // signs between the digits
  bool fours = false;    // 1234 5678 9012 3456
};

NumberForm form_of(std::string_view whole) {
  NumberForm form{.digits = digits_of(whole), .plus = whole.find('+') != whole.npos};
  form.grouped = form.digits.size() != whole.size();
  std::size_t run = 0;
  bool all_four = form.grouped;
  for (std::size_t i = 0; i <= whole.size(); ++i) {
    const bool digit = i < whole.size() && whole[i] >= '0' && whole[i] <= '9';
    if (!digit && run != 0 && run != 4) all_four = false;
    run = digit ? run + 1 : 0;
  }
  form.fours = all_four;
  return form;
}

bool is_phone(const NumberForm& form, std::string_view language) {
  const std::size_t n = form.digits.size();
  if (form.plus) return n >= 8 && n <= 15;
  if (form.digits.starts_with("0")) return n >= 9 && n <= 13;
  // 555-0123; in Japan three and four digits are a postal code.
  if (n == 7) return form.grouped && language != "ja";
  return n == 10 || (n == 11 && (form.digits[0] == '1' || form.grouped)) ||
         (n == 12 && form.digits.starts_with("81")) || (n == 12 && form.digits.starts_with("91"));
}

}  // namespace

const char* mask_name(MaskKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

bool luhn_holds(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int digit = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return !digits.empty() && sum % 10 == 0;
}

// Ordinance of the Ministry of Internal Affairs and Communications 85 of 2014, article 5.
bool my_number_holds(std::string_view digits) {
  if (digits.size() != 12) return false;
  int sum = 0;
  for (int n = 1; n <= 11; ++n) {
    sum += (digits[static_cast<std::size_t>(11 - n)] - '0') * (n <= 6 ? n + 1 : n - 5);
  }
  const int rest = sum % 11;
  return digits[11] - '0' == (rest <= 1 ? 0 : 11 - rest);
}

Masker::Masker(const std::vector<std::string>& deny_list)
    : mail_(kMail),
      spoken_mail_(kSpokenMail),
      number_(kNumber),
      ssn_(kSsn),
      account_(kAccount),
      address_(addresses()),
      english_name_(kEnglishName),
      deny_(std::span<const std::string>{}) {
  Alternatives words;
  for (const std::string& word : deny_list) {
    const std::string folded = clean(word).text;
    std::string quoted;
    for (const char c : folded) {
      if (static_cast<unsigned char>(c) < 0x80 && !std::isalnum(static_cast<unsigned char>(c)))
        quoted += '\\';
      quoted += c;
    }
    if (!quoted.empty()) words.push_back(quoted);
  }
  deny_ = Pattern(words);
}

std::vector<Mask> Masker::numbers(std::string_view text, std::string_view language) const {
  std::vector<Mask> masks;
  for (const Range range : number_.find(text)) {
    const std::string_view whole = text.substr(range.begin, range.end - range.begin);
    const NumberForm form = form_of(whole);
    const std::size_t n = form.digits.size();
    if (is_amount(text, range) || is_date(form.digits, whole)) continue;
    if (n >= 13 && n <= 19 && (form.fours || luhn_holds(form.digits) || n == 16 || n == 15)) {
      masks.push_back({range, MaskKind::card});
    } else if (my_number_holds(form.digits) && (form.fours || !form.grouped)) {
      masks.push_back({range, MaskKind::my_number});
    } else if (is_phone(form, language)) {
      masks.push_back({range, MaskKind::phone});
    } else if (n >= 9) {
      masks.push_back({range, MaskKind::account});
    }
  }
  return masks;
}

std::vector<Mask> Masker::find(const MaskRequest& request) const {
  const std::string_view text = request.clean.text;
  std::vector<Mask> masks;
  const auto add = [&](const std::vector<Range>& ranges, MaskKind kind) {
    for (const Range range : ranges) masks.push_back({range, kind});
  };
  const bool digits = std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (digits) {
    masks = numbers(text, request.language);
    add(ssn_.find(text), MaskKind::ssn);
    add(account_.find(text), MaskKind::account);
  }
  add(address_.find(text), MaskKind::address);
  if (text.find('@') != text.npos) add(mail_.find(text), MaskKind::mail);
  add(spoken_mail_.find(text), MaskKind::mail);
  add(deny_.find(text), MaskKind::name);
  if (request.language == "ja") {
    add(japanese_names(text, request.tokens), MaskKind::name);
  } else {
    add(english_name_.find(text), MaskKind::name);
    add(english_names(request.clean, request.tokens), MaskKind::name);
  }
  std::ranges::stable_sort(masks, {}, [](const Mask& mask) { return mask.range.begin; });
  std::vector<Mask> merged;
  for (const Mask& mask : masks) {
    if (!merged.empty() && mask.range.begin < merged.back().range.end) {
      merged.back().range.end = std::max(merged.back().range.end, mask.range.end);
      merged.back().kind = std::min(merged.back().kind, mask.kind);
    } else {
      merged.push_back(mask);
    }
  }
  return merged;
}

std::string masked_input(const CleanText& clean, const std::vector<Mask>& masks) {
  std::string out;
  std::uint32_t at = 0;
  const std::u32string_view input = clean.input;
  for (const Mask& mask : masks) {
    const Span span = clean.span(mask.range.begin, mask.range.end);
    if (span.start < at) continue;
    out += encode(input.substr(at, span.start - at));
    out += '[' + std::string(mask_name(mask.kind)) + ']';
    at = span.end;
  }
  return out + encode(input.substr(at));
}

}  // namespace mikata::text
