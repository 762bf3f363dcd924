-- one row is a remark of the page
WITH page AS (
  SELECT
    a.answer_no AS answer_no, a.voice_id AS voice_id, a.customer_no AS customer_no, a.local_day AS local_day,
    a.question AS question, a.score AS score, a.scale_low AS scale_low, a.scale_high AS scale_high,
    a.touchpoint AS touchpoint, a.channel AS channel, a.reading_no AS reading_no, a.corrected AS corrected,
    a.label AS label, a.sentiment AS sentiment, a.confidence AS confidence, a.themes AS themes,
    a.emotion AS emotion, a.alike AS alike
  FROM {remarks}
  WHERE {condition}
  ORDER BY a.local_day DESC, a.answer_no DESC
  LIMIT $limit
),
-- one row is how many remarks say nearly the same
alike AS (
  SELECT alike, count(*) AS remarks
  FROM remarks
  WHERE alike IN (SELECT alike FROM page)
  GROUP BY alike
)
SELECT
  p.answer_no AS answer_no, p.voice_id AS voice_id, c.customer_id AS customer_id, p.local_day AS local_day,
  p.question AS question, p.score AS score, p.scale_low AS scale_low, p.scale_high AS scale_high,
  nullif(p.touchpoint, '') AS touchpoint, p.channel AS channel, coalesce(r.language, v.language, '') AS language,
  v.text AS text, r.masked_text AS masked_text, p.label AS label, p.sentiment AS sentiment,
  p.confidence AS confidence, p.themes AS themes, p.emotion AS emotion, r.evidence AS evidence,
  p.corrected AS corrected, k.remarks - 1 AS others_alike
FROM page AS p
INNER JOIN voices_now AS v ON v.seq = p.answer_no
LEFT JOIN readings_now AS r ON r.seq = p.reading_no
LEFT JOIN customer_summary AS c ON c.customer_no = p.customer_no
LEFT JOIN alike AS k ON k.alike = p.alike
ORDER BY p.local_day DESC, p.answer_no DESC
