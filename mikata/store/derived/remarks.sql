-- one row is a voice with the machine's last reading of it as it now stands
WITH newest AS (
  SELECT r.voice_id AS voice_id, max(r.seq) AS reading_no
  FROM readings_now AS r
  INNER JOIN answers AS a ON a.voice_id = r.voice_id
  WHERE r.reader_version <> 'person'
    AND coalesce(r.voice_seq, a.answer_no) = a.answer_no
    AND {touched_remarks}
  GROUP BY r.voice_id
),
-- one row is a voice of which a person says how it is to be read
corrected AS (
  SELECT voice_id, label, sentiment, themes
  FROM readings_now
  WHERE reader_version = 'person'
    AND (label IS NOT NULL OR themes IS NOT NULL)
),
-- one row is a filled-in form with the score that stands for the whole of it
rated AS (
  SELECT
    response_id,
    earliest(answer_no, CASE question WHEN 'nps' THEN 1e15 WHEN 'csat' THEN 2e15 WHEN 'effort' THEN 3e15 ELSE 4e15 END + answer_no) AS rating_no
  FROM answers
  WHERE counts = 1
    AND (question = 'nps' OR (question IN ('csat', 'effort', 'worth') AND touchpoint = ''))
    AND response_id IN (
      SELECT a.response_id FROM answers AS a WHERE a.response_id IS NOT NULL AND {touched_remarks}
    )
  GROUP BY response_id
),
-- one row is an answer in words with the score that came with it
said AS (
  SELECT
    a.answer_no AS answer_no,
    CASE WHEN a.counts = 1 THEN a.answer_no ELSE g.rating_no END AS rating_no
  FROM answers AS a
  INNER JOIN {remark_voices} AS v ON v.seq = a.answer_no
  LEFT JOIN rated AS g ON g.response_id = a.response_id
  WHERE v.text IS NOT NULL
    AND v.text <> ''
    AND {touched_remarks}
),
-- the same with the score itself, as a place on its scale from -1 to 1
scored AS (
  SELECT
    s.answer_no AS answer_no,
    o.score AS score,
    o.scale_low AS scale_low,
    o.scale_high AS scale_high,
    (2 * (o.score - o.scale_low) / nullif(o.scale_high - o.scale_low, 0) - 1)
      * CASE WHEN o.higher_is_better THEN 1 ELSE -1 END AS rating,
    -- the words of NPS on 0 to 10, else thirds of the scale
    CASE WHEN o.scale_low = 0 AND o.scale_high = 10 THEN 0.4 ELSE -0.333333333 END AS neutral_from,
    CASE WHEN o.scale_low = 0 AND o.scale_high = 10 THEN 0.8 ELSE 0.333333334 END AS positive_from
  FROM said AS s
  LEFT JOIN answers AS o ON o.answer_no = s.rating_no
)
SELECT
  a.answer_no AS answer_no,
  a.voice_id AS voice_id,
  a.response_id AS response_id,
  a.customer_no AS customer_no,
  a.respondent AS respondent,
  a.survey AS survey,
  a.channel AS channel,
  a.question AS question,
  a.touchpoint AS touchpoint,
  t.score AS score,
  t.scale_low AS scale_low,
  t.scale_high AS scale_high,
  a.higher_is_better AS higher_is_better,
  a.language AS language,
  a.item_id AS item_id,
  a.about AS about,
  a.speaker AS speaker,
  a.anonymous AS anonymous,
  a.weight AS weight,
  a.local_day AS local_day,
  a.occurred_at AS occurred_at,
  a.properties AS properties,
  a.counts AS counts,
  a.next_day AS next_day,
  a.next_day_there AS next_day_there,
  -- who answered stays in one block of the jackknife; who is not known is spread
  CAST(coalesce(c.block, a.answer_no % 50) AS INTEGER) AS block,
  -- what a customer said of us
  CASE WHEN a.about = 'us' AND a.speaker = 'customer' THEN 1 ELSE 0 END AS ours,
  t.rating AS rating,
  CASE WHEN t.rating IS NULL THEN NULL
       WHEN t.rating >= t.positive_from - 1e-9 THEN 1
       WHEN t.rating >= t.neutral_from - 1e-9 THEN 0
       ELSE -1 END AS rating_label,
  r.seq AS reading_no,
  CASE WHEN k.voice_id IS NULL THEN 0 ELSE 1 END AS corrected,
  CASE coalesce(k.label, r.label) WHEN 'negative' THEN -1 WHEN 'positive' THEN 1 WHEN 'neutral' THEN 0 END AS label,
  CASE WHEN k.label IS NULL OR k.label = r.label THEN r.sentiment ELSE k.sentiment END AS sentiment,
  r.confidence AS confidence,
  -- names with a space between, each followed by + or - where the words about it judge
  coalesce(k.themes, r.themes, '') AS themes,
  r.emotion AS emotion,
  -- near duplicates have the same number; a remark without one is like no other
  coalesce(r.alike, -a.answer_no) AS alike
FROM answers AS a
INNER JOIN scored AS t ON t.answer_no = a.answer_no
LEFT JOIN newest AS n ON n.voice_id = a.voice_id
LEFT JOIN readings_now AS r ON r.seq = n.reading_no
LEFT JOIN corrected AS k ON k.voice_id = a.voice_id
LEFT JOIN customer_summary AS c ON c.customer_no = a.customer_no
ORDER BY a.local_day, a.answer_no
