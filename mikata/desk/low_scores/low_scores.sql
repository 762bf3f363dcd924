-- one row is a low answer of the days that are looked at, with its place in its form
WITH low AS (
  SELECT
    a.answer_no AS answer_no,
    a.voice_id AS voice_id,
    coalesce(a.response_id, a.voice_id) AS form,
    a.customer_no AS customer_no,
    a.local_day AS local_day,
    a.occurred_at AS occurred_at,
    a.question AS question,
    a.touchpoint AS touchpoint,
    a.score AS score,
    a.scale_low AS scale_low,
    a.scale_high AS scale_high,
    row_number() OVER (
      PARTITION BY coalesce(a.response_id, a.voice_id)
      ORDER BY CASE WHEN a.question = 'nps' THEN 0 ELSE 1 END, a.touchpoint, a.answer_no
    ) AS place
  FROM answers AS a
  WHERE a.counts = 1
    AND NOT a.anonymous
    AND a.question IN ('nps', 'csat')
    AND a.scale_high > a.scale_low
    AND a.local_day > add_days($as_of, -$days)
    AND a.local_day <= $as_of
    AND 10 * CASE WHEN a.higher_is_better THEN a.score - a.scale_low ELSE a.scale_high - a.score END
      < 7 * (a.scale_high - a.scale_low)
)
-- one row is a form with a low score, the newest first
SELECT
  l.answer_no AS answer_no,
  l.voice_id AS voice_id,
  l.form AS form,
  c.customer_id AS customer_id,
  c.name AS name,
  l.local_day AS local_day,
  l.question AS question,
  nullif(l.touchpoint, '') AS touchpoint,
  l.score AS score,
  l.scale_low AS scale_low,
  l.scale_high AS scale_high
FROM low AS l
LEFT JOIN customer_summary AS c ON c.customer_no = l.customer_no
WHERE l.place = 1
ORDER BY l.occurred_at DESC, l.answer_no DESC
