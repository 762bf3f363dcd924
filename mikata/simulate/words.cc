// SPDX-License-Identifier: Apache-2.0
#include "mikata/simulate/words.h"

namespace mikata::shop {
namespace {

Words japanese() {
  return Words{
      .touchpoints = {"品質", "価格", "接客", "体験", "配送", "品ぞろえ"},
      .drivers = {"quality", "price", "service", "experience", "配送", "品ぞろえ"},
      .sources = {"検索", "SNS", "友人の紹介", "クーポンサイト", "店舗", "広告"},
      .regions = {"首都圏", "近畿", "東海", "北海道・東北", "九州・沖縄"},
      .outlets = {"ウェブ", "アプリ", "店舗"},
      .categories = {"お茶", "お菓子", "器", "布もの", "紙と香り", "おくりもの"},
      .statuses = {"送信済み", "到達", "回答済み", "辞退"},
      .rivals = {"まちかど百貨", "月の市", "ことり雑貨店"},
      .contact_channels = {"電話", "メール", "チャット"},
      .female = "女性",
      .male = "男性",
      .order = "注文",
      .back = "返品",
      .newsletter = "{year}年{month}月のおたより",
      .mail = "メール",
      .direct = "直接",
      .advert_campaign = "検索広告",
      .workshop = "ワークショップ",
      .customers = {"顧客ID", "氏名", "メールアドレス", "電話番号", "生年月日", "性別", "地域",
                    "流入経路", "紹介者ID", "登録日", "言語"},
      .products = {"商品ID", "商品名", "カテゴリ", "価格", "原価"},
      .orders = {"注文ID", "注文日", "区分", "顧客ID", "商品ID", "数量", "金額", "割引", "原価",
                 "チャネル"},
      .events = {"日時", "種別", "顧客ID", "セッションID", "接点", "キャンペーン", "チャネル",
                 "費用"},
      .survey = {"タイムスタンプ", "メールアドレス", "回答状況",
                 "みちくさ商店を友人や同僚にすすめる可能性はどのくらいありますか（0〜10）",
                 "全体としてどのくらい満足していますか（1〜5）",
                 "買いものや手続きは手間なく簡単にできましたか（1〜7、7がとても簡単）",
                 "払った以上の価値を感じましたか（0〜10） [品質]",
                 "払った以上の価値を感じましたか（0〜10） [価格]",
                 "払った以上の価値を感じましたか（0〜10） [接客]",
                 "払った以上の価値を感じましたか（0〜10） [体験]",
                 "払った以上の価値を感じましたか（0〜10） [配送]",
                 "払った以上の価値を感じましたか（0〜10） [品ぞろえ]",
                 "次の文に同意しますか（1〜5） [みちくさ商店は毎日を少し豊かにしてくれる]",
                 "次の文に同意しますか（1〜5） [贈り物に迷ったら、まずみちくさ商店を思い出す]",
                 "次の文に同意しますか（1〜5） [困ったとき、みちくさ商店は力になってくれる]",
                 "ご意見・ご感想をご自由にお書きください"},
      .competitor = {"タイムスタンプ", "メールアドレス", "対象ブランド",
                     "払った以上の価値を感じましたか（0〜10） [品質]",
                     "払った以上の価値を感じましたか（0〜10） [価格]",
                     "払った以上の価値を感じましたか（0〜10） [接客]",
                     "払った以上の価値を感じましたか（0〜10） [体験]"},
  };
}

Words english() {
  return Words{
      .touchpoints = {"quality", "price", "service", "experience", "delivery", "range"},
      .drivers = {"quality", "price", "service", "experience", "delivery", "range"},
      .sources = {"search", "social", "friend", "coupon site", "store", "advert"},
      .regions = {"Tokyo area", "Kansai", "Tokai", "North", "South"},
      .outlets = {"web", "app", "store"},
      .categories = {"tea", "sweets", "tableware", "cloth", "paper and scent", "gifts"},
      .statuses = {"invited", "delivered", "answered", "dismissed"},
      .rivals = {"Machikado Department Store", "Moon Market", "Kotori Goods"},
      .contact_channels = {"phone", "mail", "chat"},
      .female = "female",
      .male = "male",
      .order = "order",
      .back = "return",
      .newsletter = "Newsletter {year}-{month}",
      .mail = "mail",
      .direct = "direct",
      .advert_campaign = "Search ads",
      .workshop = "workshop",
      .customers = {"Customer ID", "Name", "Email", "Phone", "Birth Date", "Gender", "Region",
                    "Channel", "Referred By", "First Seen", "Language"},
      .products = {"Product ID", "Product Name", "Category", "Price", "Cost"},
      .orders = {"Order ID", "Order Date", "Type", "Customer ID", "Product ID", "Quantity",
                 "Amount", "Discount", "Cost", "Channel"},
      .events = {"Time", "Event", "Customer ID", "Session ID", "Touchpoint", "Campaign", "Channel",
                 "Cost"},
      .survey = {"Timestamp", "Email Address", "Response Status",
                 "How likely are you to recommend Michikusa Store to a friend or colleague? (0-10)",
                 "Overall, how satisfied are you with us? (1-5)",
                 "Michikusa Store made it easy to get what I needed (1-7, 7 = strongly agree)",
                 "Was it worth what you paid? (0-10) [quality]",
                 "Was it worth what you paid? (0-10) [price]",
                 "Was it worth what you paid? (0-10) [service]",
                 "Was it worth what you paid? (0-10) [experience]",
                 "Was it worth what you paid? (0-10) [delivery]",
                 "Was it worth what you paid? (0-10) [range]",
                 "Do you agree? (1-5) [Michikusa Store makes my days a little richer]",
                 "Do you agree? (1-5) [When I need a gift I think of Michikusa Store first]",
                 "Do you agree? (1-5) [Michikusa Store is there for me when I need help]",
                 "Is there anything else you would like to tell us?"},
      .competitor = {"Timestamp", "Email Address", "Competitor",
                     "Was it worth what you paid? (0-10) [quality]",
                     "Was it worth what you paid? (0-10) [price]",
                     "Was it worth what you paid? (0-10) [service]",
                     "Was it worth what you paid? (0-10) [experience]"},
  };
}

}  // namespace

const Words& words(Language language) {
  static const Words kJapanese = japanese();
  static const Words kEnglish = english();
  return language == Language::ja ? kJapanese : kEnglish;
}

const char* source_touchpoint(const Words& words, Source source) {
  return words.sources[static_cast<std::size_t>(source)];
}

}  // namespace mikata::shop
