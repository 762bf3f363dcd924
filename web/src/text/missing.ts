// SPDX-License-Identifier: Apache-2.0
// What an insight needs, in words: "voices.question=nps" -> 「薦めたい度合い(0–10)の答え」.
import type { Language } from "../api/types";
import { alternatives, parseMissing } from "../shape/command";

const KNOWN: Record<string, { ja: string; en: string }> = {
  "voices.question=nps": {
    ja: "薦めたい度合い(0–10)の答え",
    en: "answers on how likely they are to recommend you (0–10)",
  },
  "voices.question=csat": { ja: "満足度の答え", en: "answers on satisfaction" },
  "voices.question=effort": { ja: "手間の少なさの答え", en: "answers on how easy it was" },
  "voices.question=agree": {
    ja: "言葉への同意の答え",
    en: "answers on how far they agree with a statement",
  },
  "voices.text": { ja: "お客さまの言葉", en: "words of customers" },
  "voices.score": { ja: "点のついた答え", en: "answers with a score" },
  "voices.question": { ja: "アンケートの答え", en: "survey answers" },
  "voices.status": { ja: "アンケートの配信の記録", en: "records of survey invitations" },
  "voices.status=invited": { ja: "アンケートを送った記録", en: "records of survey invitations" },
  "voices.status=delivered": { ja: "アンケートが届いた記録", en: "records of delivered surveys" },
  "actions.kind=order": { ja: "注文", en: "orders" },
  "actions.kind=renew": { ja: "契約の更新の記録", en: "renewals of contracts" },
  "actions.kind=visit": { ja: "来店・訪問の記録", en: "visits" },
  "actions.kind=open": { ja: "メールを開いた記録", en: "records of opened messages" },
  "actions.kind=campaign": { ja: "こちらから送った記録", en: "records of campaigns" },
  "actions.amount_minor": { ja: "注文の金額", en: "order amounts" },
  "actions.cost_minor": { ja: "原価", en: "costs of goods" },
  "customers.customer_id": { ja: "顧客の一覧", en: "a list of customers" },
  "actions.customer_id": { ja: "顧客の分かる行動", en: "actions of known customers" },
  "actions.identity": { ja: "顧客の分かる行動", en: "actions of known customers" },
  "customers.channel": { ja: "顧客の来た経路", en: "the channel through which customers came" },
  "customers.account_id": { ja: "顧客の取引先", en: "the account of each customer" },
  "customers.birth_date": { ja: "生年月日", en: "birth dates" },
  customers: { ja: "顧客の一覧", en: "a list of customers" },
  actions: { ja: "行動の記録(注文など)", en: "actions such as orders" },
  voices: { ja: "声(アンケートの答えなど)", en: "voices such as survey answers" },
};

export function missingText(fact: string, language: Language): string {
  const known = KNOWN[fact]?.[language];
  if (known) return known;
  const { table, column, value } = parseMissing(fact);
  const where = column ? `${table}.${column}` : table;
  if (language === "ja") return value ? `${where} が「${value}」の記録` : `${where} の記録`;
  return value ? `records whose ${where} is “${value}”` : `records with ${where}`;
}

export function missingList(missing: string[], language: Language): string {
  const or = language === "ja" ? "か、" : " or ";
  const names = missing.map((fact) =>
    [...new Set(alternatives(fact).map((one) => missingText(one, language)))].join(or),
  );
  return names.join(language === "ja" ? "、" : ", ");
}
