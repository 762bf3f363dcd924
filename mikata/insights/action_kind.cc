// SPDX-License-Identifier: Apache-2.0
#include "mikata/insights/action_kind.h"

#include <map>

namespace mikata {

Localized action_kind_title(const std::string& kind) {
  static const std::map<std::string, Localized> kTitles{
      {"order", {"購入", "Order"}},
      {"return", {"返品", "Return"}},
      {"contact", {"問い合わせ", "Contact"}},
      {"trouble", {"困りごと", "Trouble"}},
      {"complaint", {"苦情", "Complaint"}},
      {"visit", {"訪問", "Visit"}},
      {"signup", {"登録", "Sign-up"}},
      {"trial", {"お試し", "Trial"}},
      {"renew", {"更新", "Renewal"}},
      {"cancel", {"解約", "Cancellation"}},
      {"cart", {"かごに入れた", "Put in the cart"}},
      {"attend", {"参加", "Attended"}},
      {"open", {"開封", "Opened a message"}},
      {"click", {"クリック", "Clicked"}},
      {"refer", {"紹介", "Referral"}},
      {"share", {"共有", "Shared"}},
      {"follow", {"フォロー", "Followed"}},
      {"donate", {"寄付", "Donation"}},
      {"campaign", {"こちらからの連絡", "Campaign"}}};
  const auto found = kTitles.find(kind);
  return found == kTitles.end() ? Localized{kind, kind} : found->second;
}

}  // namespace mikata
