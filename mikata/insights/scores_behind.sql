-- one row is an answer behind the group, newest first
, page AS (
  SELECT s.answer_no AS answer_no, count(*) OVER () AS total
  FROM standing AS s
  WHERE s.period = $key_period
    AND (s.by_value = $key_by OR (s.by_value IS NULL AND $key_by IS NULL))
    AND ({part})
  ORDER BY s.answer_no DESC
  LIMIT $limit OFFSET $offset
)
SELECT
  p.customer_id AS customer_id,
  p.name AS name,
  t.local_day AS local_day,
  t.score AS score,
  t.touchpoint AS touchpoint,
  coalesce(v.text, o.text) AS text,
  t.voice_id AS voice_id,
  t.anonymous AS anonymous,
  g.total AS total
FROM page AS g
INNER JOIN answers AS t ON t.answer_no = g.answer_no
INNER JOIN voices_now AS v ON v.voice_id = t.voice_id
LEFT JOIN customer_summary AS p ON p.customer_no = t.customer_no
LEFT JOIN voices_now AS o ON o.response_id = t.response_id AND o.question = 'open'
ORDER BY t.answer_no DESC
