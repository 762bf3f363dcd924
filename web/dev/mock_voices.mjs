// SPDX-License-Identifier: Apache-2.0
// The words of the made-up shop as /v1/voices and /v1/themes tell them; what is corrected or written
// here lasts as long as this server runs.
import { AS_OF } from "./mock_random.mjs";
import { ANSWERS, REMARKS, THEMES } from "./mock_remarks.mjs";

const HOW_MANY = 230;
const MARKED = /\{([+-]?)([a-z,_]*)\|([^}]*)\}/gu;
const JUDGED = { "+": "positive", "-": "negative" };

// Offsets count code points, as the engine's do.
function unmark(marked) {
  const evidence = [];
  let text = "";
  let from = 0;
  for (const found of marked.matchAll(MARKED)) {
    const [whole, sign, themes, words] = found;
    text += marked.slice(from, found.index);
    const start = Array.from(text).length;
    text += words;
    const span = { start, end: start + Array.from(words).length };
    if (sign) evidence.push({ ...span, of: JUDGED[sign] });
    for (const of of themes.split(",").filter(Boolean)) evidence.push({ ...span, of });
    from = found.index + whole.length;
  }
  return { text: text + marked.slice(from), evidence };
}

function labelOf(sentiment) {
  if (Math.abs(sentiment) < 0.15) return "neutral";
  return sentiment > 0 ? "positive" : "negative";
}

function readingOf(evidence, emotion) {
  const count = (of) => evidence.filter((own) => own.of === of).length;
  const [good, bad] = [count("positive"), count("negative")];
  const sentiment = good + bad === 0 ? 0.04 : (0.78 * (good - bad)) / (good + bad + 0.3);
  const themes = [...new Set(evidence.map((own) => own.of))].filter(
    (of) => !(of in { positive: 1, negative: 1 }),
  );
  return {
    sentiment: Math.round(sentiment * 100) / 100,
    label: labelOf(sentiment),
    confidence: good + bad === 0 ? 0.54 : 0.81,
    themes,
    emotion: emotion ?? null,
    evidence,
    corrected: false,
  };
}

function dayBefore(day, days) {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
}

const voices = Array.from({ length: HOW_MANY }, (_, place) => {
  const [question, score, scale, touchpoint, channel, language, marked, more] =
    REMARKS[place % REMARKS.length];
  const { text, evidence } = unmark(marked);
  const unread = place % 41 === 40;
  return {
    voice_id: `V-${90000 + place}`,
    customer_id: place % 11 === 5 ? null : `C-${10482 + place * 37}`,
    day: dayBefore(AS_OF, Math.floor(place * 1.7)),
    question: question ?? "open",
    score,
    scale,
    touchpoint,
    channel,
    language,
    text,
    machine: unread ? null : readingOf(evidence, more.emotion),
    corrected: null,
    like: more.like ?? 0,
    respond: unread ? undefined : more.respond,
  };
});
const themes = structuredClone(THEMES);

const readOf = (voice) => voice.corrected ?? voice.machine;

function themeNamed(key, lang) {
  const theme = themes.find((own) => own.key === key);
  return { key, title: theme?.title[lang] ?? key };
}

function told(voice, lang) {
  const { machine: _machine, corrected: _corrected, respond, ...rest } = voice;
  const reading = readOf(voice);
  return {
    ...rest,
    reading: reading && { ...reading, themes: reading.themes.map((key) => themeNamed(key, lang)) },
    respond: respond ? { measure: respond, answer: ANSWERS[respond][lang === "ja" ? 0 : 1] } : null,
  };
}

const share = ({ score, scale }) => (scale ? (score - scale[0]) / (scale[1] - scale[0]) : null);
const sentimentsOf = (voice) => {
  const label = readOf(voice)?.label;
  const bitter = label === "negative" && share(voice) !== null && share(voice) >= 0.75;
  return [label, bitter ? "bitter" : null].filter(Boolean);
};
const OF = {
  theme: (voice) => readOf(voice)?.themes ?? [],
  sentiment: sentimentsOf,
  touchpoint: (voice) => [voice.touchpoint],
  channel: (voice) => [voice.channel],
  question: (voice) => [voice.question],
  month: (voice) => [voice.day.slice(0, 7)],
};
const fold = (text) => text.normalize("NFKC").toLowerCase();

// Everything that is asked for, but for the facet that is counted.
function matching(query, except) {
  const words = fold(query.text ?? "")
    .split(/\s+/)
    .filter(Boolean);
  return voices.filter((voice) => {
    if (!words.every((word) => fold(voice.text).includes(word))) return false;
    if (query.where && voice.customer_id === null) return false;
    if (except !== "month") {
      if (query.start && voice.day < query.start) return false;
      if (query.end && voice.day > query.end) return false;
    }
    return Object.keys(OF).every(
      (name) => name === except || !query[name] || OF[name](voice).includes(query[name]),
    );
  });
}

const SENTIMENTS = {
  positive: ["好意的", "Positive"],
  neutral: ["どちらでもない", "Neutral"],
  negative: ["否定的", "Negative"],
  bitter: ["高い点・苦い言葉", "High score, bitter words"],
};

function facet(name, query, lang) {
  const counts = new Map();
  for (const voice of matching(query, name))
    for (const key of OF[name](voice)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const title = (key) => {
    if (name === "theme") return themeNamed(key, lang).title;
    return SENTIMENTS[key]?.[lang === "ja" ? 0 : 1] ?? key;
  };
  const values = [...counts].map(([key, count]) => ({ key, title: title(key), count }));
  if (name === "month") return values.sort((a, b) => a.key.localeCompare(b.key));
  if (name === "sentiment")
    return Object.keys(SENTIMENTS).map(
      (key) => values.find((own) => own.key === key) ?? { key, title: title(key), count: 0 },
    );
  return values.sort((a, b) => b.count - a.count);
}

export function voicesPage(query, lang) {
  const found = matching(query, "");
  const from = Number(query.cursor ?? 0);
  const limit = Math.min(200, Number(query.limit ?? 50));
  const facets = ["theme", "sentiment", "touchpoint", "channel", "month"];
  return {
    as_of: AS_OF,
    total: found.length,
    unread: voices.filter((voice) => !readOf(voice)).length,
    anonymous: 12,
    reader: { version: "2026-10", trained: true, auc: 0.871, n: 1834, date: "2026-10-31" },
    facets: Object.fromEntries(facets.map((name) => [name, facet(name, query, lang)])),
    voices: found.slice(from, from + limit).map((voice) => told(voice, lang)),
    next: from + limit < found.length ? String(from + limit) : null,
  };
}

// body null: the machine's reading again. Throws what `refuse` makes of a wrong body.
export function correct(id, body, lang, refuse) {
  const voice = voices.find((own) => own.voice_id === id);
  if (!voice) return null;
  if (body === null) {
    voice.corrected = null;
    return told(voice, lang);
  }
  const { label, themes: wanted } = body;
  if (label !== undefined && !["positive", "neutral", "negative"].includes(label))
    throw refuse("/label", `label not known: ${label}`);
  const unknown = (wanted ?? []).findIndex((key) => !themes.some((own) => own.key === key));
  if (unknown >= 0) throw refuse(`/themes/${unknown}`, `theme not found: ${wanted[unknown]}`);
  const before = readOf(voice) ?? readingOf([], null);
  const middle = { positive: 0.5, neutral: 0, negative: -0.5 };
  voice.corrected = {
    ...before,
    ...(label && { label, sentiment: middle[label] }),
    ...(wanted && { themes: wanted }),
    confidence: 1,
    corrected: true,
  };
  return told(voice, lang);
}

export function allThemes() {
  return { themes };
}

export function putTheme(key, body, refuse) {
  for (const lang of ["ja", "en"])
    for (const [at, pattern] of (body.patterns?.[lang] ?? []).entries()) {
      try {
        new RegExp(pattern, "u");
      } catch {
        throw refuse(`/patterns/${lang}/${at}`, `pattern not understood: ${pattern}`);
      }
    }
  const own = { key, title: body.title, own: true, patterns: body.patterns };
  const place = themes.findIndex((theme) => theme.key === key);
  if (place >= 0 && !themes[place].own) throw refuse("/key", `theme is not your own: ${key}`);
  if (place >= 0) themes[place] = own;
  else themes.push(own);
  return own;
}

export function deleteTheme(key) {
  const place = themes.findIndex((theme) => theme.key === key && theme.own);
  if (place < 0) return false;
  themes.splice(place, 1);
  return true;
}
