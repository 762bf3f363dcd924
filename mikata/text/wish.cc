// SPDX-License-Identifier: Apache-2.0
#include "mikata/text/wish.h"

#include <array>
#include <string>

#include "mikata/text/pattern.h"

namespace mikata::text {
namespace {

const std::array<std::string, 9> kJapanese{
    "(ほし|欲し)(い|かった|く|ければ)",
    "(て|で)(もらいたい|いただきたい|頂きたい|もらえると|もらえれば|いただけると|いただければ|"
    "頂けると|"
    "頂ければ|くれると|くれれば|くださると|もらえませんか|いただけませんか|くれませんか)",
    // まとめてください, but not そのままください from a clerk's mouth: the form is a request all
    // the same
    "(て|で)(ください|下さい)(ませ|ね|よ|[^ませねよ]|$)",
    // もう少し長いと助かります, あればうれしい; not 届くので助かっています
    "(と|ば|ら)(、)?(もっと)?(助か(る|り)|(うれし|嬉し|ありがた|有難|有り難)(い|く|かった)|便利("
    "です|だ|に|"
    "なの)|使いやす|買いやす)",
    "(希望し|希望です|要望|お願いし(たい|ます)|お願い致し|検討して|検討を|ご検討)",
    "(増や|減ら|直|戻|下げ|変え|改善|延ば|追加)(し)?て(ほし|欲し|くれ|もらえ|いただ|頂)",
    "(あったら|あれば|なら)(な|もっと)?(いいのに|良いのに|いいと思|良いと思|よかった|良かった)",
    "(する|した|る)べき", "できるように(して|なると|なれば)"};

const std::array<std::string, 6> kEnglish{
    "(?i)\\bplease\\b",
    "(?i)\\b(could|can|would|will) you\\b",
    "(?i)\\b(i|we)( really| just)?( wish|('d| would) (like|love|appreciate|prefer) (you|it|to see|"
    "more|a|an|the|if))",
    "(?i)\\b(would|it'd) be (nice|great|good|better|helpful|lovely|useful|easier|perfect) "
    "(if|to)\\b",
    "(?i)\\b(should (be|have|offer|add|make|let|give)|needs? (to|a|more)|if only|i "
    "(hope|want|need) "
    "(you|they|it|to see|more|a)|wish (you|there|it|they|i could))\\b",
    "(?i)\\b(would|it would) help (if|to)\\b"};

}  // namespace

bool asks_for_something(std::string_view text) {
  static const Pattern kJa{kJapanese};
  static const Pattern kEn{kEnglish};
  return kJa.found_in(text) || kEn.found_in(text);
}

}  // namespace mikata::text
