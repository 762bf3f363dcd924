// SPDX-License-Identifier: Apache-2.0
#include "mikata/ingest/header_words.h"

#include <algorithm>
#include <array>

#include "mikata/ingest/fold_text.h"

namespace mikata {
namespace {

// `tables` are the tables' first letters: Customers, aCcounts is B (business), Items, Actions,
// Voices, Utterances, Market, K for identities (key), R for readings. `words` are header keys.
struct Entry {
  std::string_view tables;
  std::string_view field;
  std::string_view words;
};

constexpr std::array kEntries{
    Entry{
        "CAVUK", "customer_id",
        "顧客id|顧客番号|顧客コード|顧客no|会員id|会員番号|会員コード|会員no|お客様番号|"
        "お客様id|お客様コード|お客さま番号|得意先コード|得意先番号|ユーザーid|ユーザid|"
        "利用者id|利用者番号|購入者id|customerid|customerno|customernumber|customercode|"
        "customerkey|custid|custno|cid|clientid|userid|memberid|memberno|membershipid|"
        "membernumber|householdid|householdkey|cust|buyerid|personid|profileid|shopperid|"
        "subscriberid|donorid|guestid|masterid|contactid|reviewerid|kundennummer|kundennr|kundenid|"
        "kundencode|kdnr|mitgliedsnummer|mitgliedsnr|mitgliedsid|debitorennummer|"
        "debitorennr|debitor|kunde|mitglied|customer|client|member|顧客|会員|id|no|番号|"
        "nummer|nr"},
    Entry{"C", "customer_id", "recordid"},
    Entry{"CB", "account_id",
          "企業id|企業コード|法人番号|会社id|会社コード|取引先id|取引先コード|accountid|"
          "companyid|organizationid|orgid|accountno|account|firmennummer|firmennr|firmenid|"
          "unternehmensid"},
    Entry{"CAV", "email",
          "メールアドレス|メール|eメール|電子メール|eメールアドレス|電子メールアドレス|email|"
          "emailaddress|mail|mailaddress|recipientemail|customeremail|useremail|ユーザー名|"
          "emailadresse|mailadresse|kundenemail"},
    Entry{"CAV", "phone",
          "電話番号|電話|携帯番号|携帯電話|携帯電話番号|携帯|tel|telno|phone|phonenumber|mobile|"
          "mobilephone|cellphone|telephone|customerphone|telefon|telefonnummer|telefonnr|"
          "rufnummer|handy|handynummer|mobilnummer|mobiltelefon|mobil"},
    Entry{"CAV", "external_id",
          "外部id|外部キー|lineid|lineユーザーid|externalid|externalreference|"
          "externaldatareference|externalkey|externeid"},
    Entry{"C", "name",
          "氏名|お名前|名前|顧客名|会員名|お客様名|お客様氏名|name|fullname|customername|"
          "membername|displayname|kundenname|vollständigername"},
    Entry{"B", "name",
          "企業名|会社名|取引先名|法人名|name|companyname|accountname|company|firma|firmenname|"
          "unternehmen"},
    Entry{"B", "industry", "業種|業界|industry|sector|branche"},
    Entry{"B", "size",
          "規模|従業員数|企業規模|size|employees|companysize|mitarbeiterzahl|unternehmensgrösse"},
    Entry{"C", "birth_date",
          "生年月日|誕生日|birthdate|birthday|dateofbirth|dob|geburtsdatum|geburtstag"},
    Entry{"C", "gender", "性別|gender|sex|geschlecht"},
    Entry{"CB", "region",
          "都道府県|地域|エリア|県|住所|市区町村|居住地|region|prefecture|state|area|province|"
          "city|address|country|国|bundesland|wohnort|stadt|ort|adresse|land"},
    Entry{"C", "channel",
          "獲得経路|流入経路|登録経路|入会経路|獲得チャネル|入会きっかけ|チャネル|経路|"
          "acquisitionchannel|signupchannel|channel|acquisitionsource|source|utmsource|herkunft|"
          "werbekanal|kanal|quelle"},
    Entry{"C", "referred_by",
          "紹介者id|紹介者番号|紹介者|紹介元|紹介元id|referredby|referrerid|referredbyid|"
          "referrer|empfohlenvon|geworbenvon"},
    Entry{"C", "first_seen_at",
          "登録日時|登録日|入会日時|入会日|会員登録日|会員登録日時|友だち追加日|友だち追加日時|"
          "createdate|初回来店日|初回購入日|作成日時|作成日|"
          "firstseenat|registeredat|registrationdate|signupdate|signupat|signedupat|joindate|"
          "joinedat|joined|membersince|createdat|created|firstseen|registriertam|"
          "registrierungsdatum|anmeldedatum|kundeseit|mitgliedseit|angelegtam|erstelltam|"
          "eintrittsdatum"},
    Entry{"CVR", "language", "言語|使用言語|language|userlanguage|lang|locale|sprache"},
    Entry{"I", "name",
          "商品名|品名|製品名|品目名|サービス名|名称|productname|itemname|name|title|product|"
          "item|description|artikelname|artikelbezeichnung|produktname|bezeichnung|artikel|"
          "produkt"},
    Entry{"I", "category",
          "カテゴリ|カテゴリー|商品カテゴリ|商品カテゴリー|商品分類|分類|category|"
          "productcategory|itemcategory|部門|部門名|department|class|genre|producttype|"
          "kategorie|warengruppe|artikelgruppe|produktgruppe|produktkategorie|abteilung"},
    Entry{"I", "price",
          "販売価格|価格|単価|販売単価|定価|税込価格|上代|売価|price|unitprice|listprice|"
          "retailprice|verkaufspreis|listenpreis|einzelpreis|stückpreis|preis"},
    Entry{"I", "active",
          "販売中|有効|取扱中|公開|active|isactive|enabled|available|aktiv|verfügbar"},
    Entry{"IAV", "item_id",
          "商品id|商品コード|商品番号|商品no|品番|型番|製品id|製品コード|品目コード|jan|"
          "janコード|itemid|itemcode|itemno|productid|productcode|productno|sku|stockcode|upc|"
          "asin|商品|item|product|artikelnummer|artikelnr|artikelid|artnr|produktnummer|"
          "produktnr|produktid|artikel|produkt|ean"},
    Entry{"I", "item_id", "id|no|番号|nummer|nr"},
    Entry{"A", "action_id",
          "明細id|明細番号|取引明細id|注文明細id|行動id|履歴id|イベントid|actionid|eventid|"
          "lineid|lineitemid|orderlineid|transactionlineid|activityid|messageid|チケット番号|"
          "チケットid|ticketid|ticketnumber|問い合わせ番号|id|no|"
          "positionsid|nr"},
    Entry{"A", "order_id",
          "注文番号|注文id|注文no|注文コード|受注番号|受注id|受注no|オーダー番号|オーダーid|"
          "伝票番号|伝票no|取引番号|取引id|購入id|購入番号|売上番号|売上id|レシート番号|"
          "請求書番号|予約番号|予約id|会計id|会計番号|会計no|orderid|orderno|ordernumber|ordercode|"
          "invoiceno|invoiceid|"
          "invoicenumber|invoice|basketid|receiptno|receiptid|receiptnumber|transactionid|"
          "transactionno|transactionnumber|salesid|saleid|purchaseid|bookingid|order|"
          "bestellnummer|bestellnr|bestellid|bestellungsnr|auftragsnummer|auftragsnr|"
          "rechnungsnummer|rechnungsnr|belegnummer|belegnr|bonnummer|bonnr|transaktionsnummer|"
          "transaktionsid|buchungsnummer|buchungsnr|bestellung|auftrag"},
    Entry{"A", "occurred_at",
          "注文日時|ご注文日時|注文日|ご注文日|購入日時|購入日|受注日時|受注日|売上日時|売上日|"
          "取引日時|取引日|ご利用日|利用日時|利用日|来店日時|来店日|訪問日時|訪問日|決済日時|"
          "決済日|問い合わせ日時|問い合わせ日|問合せ日|受付日時|受付日|返品日時|返品日|発生日時|"
          "発生日|行動日時|行動日|配信日時|配信日|送信日時|送信日|紹介日|参加日|来場日|日時|"
          "日付|年月日|occurredat|orderdate|orderedat|orderdatetime|ordertime|ordertimestamp|"
          "purchasedate|purchasedat|purchasetime|purchasetimestamp|invoicedate|transactiondate|"
          "transactiontimestamp|transactiontime|transactiondatetime|transactedat|salesdate|"
          "saledate|soldat|visitdate|visitedat|contactdate|contactedat|returndate|returnedat|"
          "redemptiondate|eventtime|eventdate|eventtimestamp|sentat|openedat|clickedat|"
          "referredat|attendedat|datetime|timestamp|date|time|createdat|created|processedat|"
          "when|day|bestelldatum|bestelltam|bestellzeit|bestellzeitpunkt|auftragsdatum|"
          "kaufdatum|gekauftam|rechnungsdatum|belegdatum|buchungsdatum|verkaufsdatum|"
          "transaktionsdatum|retourendatum|rückgabedatum|besuchsdatum|zeitpunkt|zeitstempel|"
          "datum"},
    Entry{"A", "quantity",
          "数量|個数|点数|購入数|購入点数|注文数|販売数量|販売数|quantity|qty|units|unitssold|"
          "numberofcds|cds|itemcount|numitems|numberofitems|pieces|count|bestellmenge|stückzahl|"
          "menge|anzahl|stück"},
    Entry{"A", "amount",
          "合計金額|注文金額|注文合計|購入金額|売上金額|支払金額|お支払い金額|支払額|支払い金額|"
          "請求金額|税込金額|税込合計|決済金額|利用金額|ご利用金額|販売金額|金額|合計|売上|"
          "売上高|総額|小計|amount|totalprice|totalamount|ordertotal|orderamount|ordervalue|"
          "grandtotal|total|salesvalue|salesamount|sales|revenue|dollarvalue|dollars|linetotal|"
          "lineamount|netamount|grossamount|amountpaid|paymentamount|purchaseamount|"
          "transactionamount|subtotal|spend|monetaryvalue|value|price|価格|代金|gesamtbetrag|"
          "gesamtsumme|gesamtpreis|bestellsumme|bestellwert|auftragswert|auftragssumme|"
          "rechnungsbetrag|rechnungssumme|endbetrag|zahlbetrag|kaufbetrag|bruttobetrag|"
          "totalpaid|amountpaid|paidamount|gross|grossamount|nettobetrag|zeilensumme|"
          "positionssumme|warenwert|umsatz|betrag|summe|"
          "gesamt|brutto|"
          "netto|preis"},
    Entry{"A", "unit_price",
          "単価|販売単価|商品単価|unitprice|priceeach|itemprice|priceperunit|einzelpreis|"
          "stückpreis|preisprostück"},
    Entry{"AI", "cost",
          "原価|原価金額|仕入原価|売上原価|仕入価格|仕入単価|仕入値|コスト|費用|cost|cogs|"
          "unitcost|costamount|costprice|totalcost|itemcost|einkaufspreis|ekpreis|"
          "einstandspreis|wareneinsatz|selbstkosten|herstellkosten|kosten"},
    Entry{"A", "discount",
          "値引額|値引き額|値引金額|値引|値引き|割引額|割引金額|割引|クーポン割引|クーポン値引|"
          "discount|discountamount|totaldiscount|coupondiscount|retaildisc|coupondisc|"
          "couponmatchdisc|disc|discounts|rabatt|rabattbetrag|preisnachlass|nachlass|"
          "gutscheinbetrag"},
    Entry{"AI", "currency", "通貨|通貨コード|currency|currencycode|währung|währungscode"},
    Entry{"A", "kind",
          "取引区分|取引種別|行動種別|行動区分|行動|種別|区分|処理区分|イベント名|イベント種別|"
          "イベント|アクション|kind|eventtype|eventname|event|actiontype|action|activitytype|"
          "activity|transactiontype|ordertype|type|vorgangsart|transaktionsart|buchungsart|"
          "ereignis|vorgang"},
    Entry{"AV", "touchpoint", "接点|タッチポイント|顧客接点|touchpoint|page|pageurl"},
    Entry{"A", "channel",
          "チャネル|販売チャネル|購入チャネル|購入経路|注文経路|販売経路|経路|channel|"
          "saleschannel|orderchannel|vertriebskanal|verkaufskanal|bestellkanal|kanal"},
    Entry{"V", "channel",
          "回答経路|回答チャネル|チャネル|channel|collectortype|source|媒体|kanal|quelle"},
    Entry{"A", "campaign",
          "キャンペーン|キャンペーンid|キャンペーン名|施策|施策名|campaign|campaignid|"
          "campaignname|utmcampaign|kampagne|kampagnenname"},
    Entry{"A", "session_id",
          "セッションid|セッション|sessionid|session|visitid|sitzungsid|sitzung"},
    Entry{"VR", "voice_id",
          "声id|口コミid|レビューid|コメントid|voiceid|commentid|reviewid|answerid"},
    Entry{"V", "response_id",
          "回答id|回答番号|回答no|回答者id|回答者番号|受付番号|問い合わせ番号|お問い合わせ番号|"
          "チケット番号|チケットid|ticketnumber|responseid|"
          "respondentid|respnum|responseno|submissionid|ticketid|ticketno|entryid|id|no|"
          "antwortid|antwortnr|teilnehmerid|ticketnummer|ticketnr|nr"},
    Entry{"V", "survey",
          "アンケート名|アンケート|調査名|調査|survey|surveyname|surveyid|surveytitle|formname|"
          "umfrage|umfragename|befragung"},
    Entry{"V", "status", "回答状況|回答状態|ステータス|状態|status|responsestatus"},
    Entry{"V", "occurred_at",
          "回答日時|回答日|タイムスタンプ|createdtime|createdate|createddate|投稿日時|投稿日|"
          "送信日時|受付日時|受付日|記入日|"
          "完了日時|レビュー日|問い合わせ日時|問い合わせ日|日時|日付|occurredat|submittedat|"
          "submitdate|submissiondate|responsedate|respondedat|answeredat|recordeddate|"
          "completedat|datesubmitted|datemodified|datecreated|enddate|endtime|reviewdate|"
          "reviewedat|reviewcreated|reviewcreatedat|reviewcreationdate|reviewtime|unixreviewtime|"
          "surveydate|timestamp|datetime|date|createdat|startdate|starttime|created|"
          "time|antwortdatum|beantwortetam|eingangsdatum|eingegangenam|bewertungsdatum|"
          "erstelltam|zeitstempel|datum"},
    Entry{"V", "question",
          "設問|質問|質問文|質問項目|指標|question|questionid|questiontext|metric|frage|"
          "fragetext"},
    Entry{"V", "score",
          "スコア|得点|点数|評価|評価点|総合評価|評点|星|星の数|回答値|score|rating|ratings|"
          "stars|star|overallrating|reviewscore|answervalue|overall|gesamtbewertung|bewertung|"
          "punktzahl|punkte|sterne"},
    Entry{"V", "text",
          "コメント|自由記述|自由回答|自由コメント|自由意見|ご意見|ご感想|ご意見ご感想|感想|"
          "意見|ご要望|要望|口コミ|クチコミ|口コミ本文|レビュー|レビュー本文|レビュー内容|"
          "問い合わせ内容|お問い合わせ内容|本文|内容|理由|comment|comments|text|feedback|review|"
          "reviewtext|reviewbody|verbatim|body|message|content|remarks|freetext|openended|"
          "kommentar|kommentare|freitext|anmerkung|anmerkungen|bemerkung|bemerkungen|"
          "rückmeldung|rezension|bewertungstext|begründung|nachricht"},
    Entry{"V", "scale_low", "尺度下限|scalelow|scalemin"},
    Entry{"V", "scale_high", "尺度上限|scalehigh|scalemax"},
    Entry{"V", "higher_is_better", "高いほど良い|higherisbetter"},
    Entry{"V", "about", "対象企業|対象ブランド|競合|about|brand|company|competitor"},
    Entry{"V", "speaker", "発言者|回答者区分|speaker|respondenttype"},
    Entry{"V", "anonymous", "匿名|anonymous|isanonymous"},
    Entry{"V", "weight", "ウェイト|ウエイト|重み|加重|weight|weights|wt"},
    Entry{"U", "conversation_id", "会話id|通話id|conversationid|callid|chatid"},
    Entry{"U", "turn", "順番|発話番号|turn|turnno|sequence"},
    Entry{"U", "speaker_role", "話者区分|役割|speakerrole|role"},
    Entry{"U", "speaker", "話者|speaker|agent"},
    Entry{"U", "text", "発話|内容|text|utterance|message"},
    Entry{"U", "start_ms", "開始ms|startms|start"},
    Entry{"U", "end_ms", "終了ms|endms|end"},
    Entry{"U", "occurred_at", "日時|occurredat|timestamp|date|time"},
    Entry{"M", "period", "期間|年月|月|period|month|date"},
    Entry{"M", "segment", "セグメント|市場|segment|market"},
    Entry{"M", "name", "名称|企業名|ブランド|name|company|brand"},
    Entry{"M", "market_size", "市場規模|marketsize"},
    Entry{"M", "sales", "売上|売上高|sales|revenue"},
    Entry{"M", "customers", "顧客数|customers|numberofcustomers"},
    Entry{"M", "awareness_aided", "助成想起|awarenessaided|aided"},
    Entry{"M", "awareness_unaided", "純粋想起|awarenessunaided|unaided"},
    Entry{"K", "kind", "種類|kind|type"},
    Entry{"K", "value", "値|value|identity"},
};

struct TableLetter {
  std::string_view table;
  char letter;
};

constexpr std::array<TableLetter, 9> kLetters{{{"customers", 'C'},
                                               {"accounts", 'B'},
                                               {"identities", 'K'},
                                               {"items", 'I'},
                                               {"actions", 'A'},
                                               {"voices", 'V'},
                                               {"utterances", 'U'},
                                               {"readings", 'R'},
                                               {"market", 'M'}}};

struct Meaning {
  std::string_view meaning;
  std::string_view words;
};

constexpr std::array kFileNames{
    Meaning{"voices",
            "アンケート|回答|口コミ|クチコミ|レビュー|お客様の声|survey|voice|review|response|"
            "feedback|rating|nps|csat|answers|umfrage|bewertung|rezension|rückmeldung"},
    Meaning{"actions",
            "注文|受注|購入|購買|売上|取引|明細|来店|訪問|問い合わせ|問合せ|返品|紹介|行動|履歴|"
            "order|purchase|transaction|sales|invoice|action|event|visit|contact|return|referral|"
            "campaign|cart|touches|redemption|bestell|auftrag|aufträge|rechnung|verkauf|verkäufe|"
            "umsatz|umsätze|retoure|besuche"},
    Meaning{"items", "商品|品目|製品|item|product|sku|catalog|artikel|produkt"},
    Meaning{"accounts", "企業|法人|取引先|account|compan"},
    Meaning{"customers",
            "顧客|会員|お客様|ユーザー|customer|member|user|client|demographic|people|kunden|"
            "mitglieder"},
    Meaning{"utterances", "会話|通話|utterance|conversation|transcript"},
    Meaning{"market", "市場|market"},
    Meaning{"identities", "identit"},
};

constexpr std::array kKindNames{
    Meaning{"return", "返品|返金|return|refund|retoure|rückgabe|erstattung|gutschrift"},
    Meaning{"cancel", "解約|退会|キャンセル|取消|cancel|unsubscribe|churn|storn|kündigung"},
    Meaning{"renew", "更新|継続|renew|verlängerung"},
    Meaning{"order",
            "注文|受注|購入|購買|売上|取引|販売|決済|支払|会計|通常|payment|charge|order|purchas|"
            "sale|transaction|invoice|buy|"
            "bought|bestell|auftrag|kauf|rechnung"},
    Meaning{"visit", "来店|訪問|閲覧|アクセス|visit|pageview|session|login|besuch"},
    Meaning{
        "contact",
        "問い合わせ|問合せ|お問合せ|相談|苦情|着信|入電|contact|inquir|ticket|call|support|anfrage|"
        "beschwerde"},
    Meaning{"refer", "紹介|refer"},
    Meaning{"cart", "カート|cart"},
    Meaning{"trial", "試用|体験申込|trial"},
    Meaning{"signup", "登録|入会|signup|register|registration"},
    Meaning{"attend", "参加|来場|attend"},
    Meaning{"open", "開封|open"},
    Meaning{"click", "クリック|click"},
    Meaning{"share", "共有|シェア|share"},
    Meaning{"follow", "フォロー|友だち追加|友達追加|follow"},
    Meaning{"donate", "寄付|donat"},
    Meaning{"redeem", "クーポン利用|redempt|redeem"},
    Meaning{"campaign", "キャンペーン|配信|campaign|touches|send"},
};

template <typename Visit>
void for_each_word(std::string_view words, Visit visit) {
  int rank = 0;
  while (!words.empty()) {
    const std::size_t bar = std::min(words.find('|'), words.size());
    visit(words.substr(0, bar), rank++);
    words.remove_prefix(std::min(bar + 1, words.size()));
  }
}

// Short words stand inside of others by accident ("time" in "sometimes", "action" in
// "transaction"), and words for people and things inside of what is said of them ("customer name").
bool may_stand_inside(std::string_view word) {
  static constexpr std::array<std::string_view, 62> kAloneOnly{
      "customer",  "client",  "member",     "account",   "product",  "invoice", "company",
      "address",   "period",  "segment",    "market",    "action",   "source",  "rating",
      "ratings",   "status",  "weight",     "weights",   "content",  "overall", "message",
      "survey",    "review",  "session",    "contact",   "channel",  "country", "employees",
      "顧客",      "会員",    "商品",       "状態",      "内容",     "調査",    "質問",
      "本文",      "区分",    "umsatz",     "brutto",    "gesamt",   "kosten",  "rabatt",
      "artikel",   "produkt", "bestellung", "auftrag",   "mitglied", "debitor", "unternehmen",
      "bewertung", "umfrage", "sprache",    "nachricht", "ereignis", "vorgang", "sitzung",
      "verfügbar", "stück",   "adresse",    "quelle",    "番号",     "nummer"};
  constexpr std::size_t kEnough = 6;  // letters, or two characters of Japanese
  return word.size() >= kEnough && std::ranges::find(kAloneOnly, word) == kAloneOnly.end();
}

template <std::size_t N>
std::string_view first_meaning(const std::array<Meaning, N>& meanings, std::string_view text) {
  const std::string key = header_key(text);
  for (const Meaning& meaning : meanings) {
    bool found = false;
    for_each_word(meaning.words, [&](std::string_view word, int) {
      found = found || key.find(word) != std::string::npos;
    });
    if (found) return meaning.meaning;
  }
  return {};
}

}  // namespace

std::vector<NamedField> fields_named(std::string_view header, std::string_view table) {
  std::vector<NamedField> found;
  const auto letter = std::ranges::find(kLetters, table, &TableLetter::table);
  if (letter == kLetters.end()) return found;
  const std::string key = header_key(header);
  for (const Entry& entry : kEntries) {
    if (entry.tables.find(letter->letter) == std::string_view::npos) continue;
    NamedField best{.field = std::string(entry.field)};
    for_each_word(entry.words, [&](std::string_view word, int rank) {
      const bool exact = word == key;
      const bool inside = may_stand_inside(word) && key.find(word) != std::string::npos;
      if ((!exact && !inside) || word.size() <= best.size) return;
      best.match = exact ? NameMatch::exact : NameMatch::contained;
      best.rank = rank;
      best.size = word.size();
    });
    if (best.size > 0) found.push_back(std::move(best));
  }
  std::ranges::stable_sort(found, [](const NamedField& a, const NamedField& b) {
    if (a.match != b.match) return a.match < b.match;
    return a.size > b.size;
  });
  return found;
}

std::string_view table_named(std::string_view file_name) {
  return first_meaning(kFileNames, file_name.substr(0, file_name.find('.')));
}

std::string_view kind_named(std::string_view text) { return first_meaning(kKindNames, text); }

std::string_view kind_written(std::string_view cell) {
  static constexpr std::array<std::string_view, 18> kKinds{
      "visit", "signup", "trial", "order", "return", "renew",  "cancel", "contact",  "attend",
      "open",  "click",  "refer", "share", "follow", "donate", "redeem", "campaign", "cart"};
  const auto same = std::ranges::find(kKinds, cell);
  return same != kKinds.end() ? *same : kind_named(cell);
}

}  // namespace mikata
