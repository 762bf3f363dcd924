-- one row is an answer that rates the driver low, in a form that has every rating; newest first
, page AS (
  SELECT
    f.answer_no AS answer_no,
    row_number() OVER (ORDER BY f.occurred_at DESC, f.answer_no DESC) AS line,
    count(*) OVER () AS total
  FROM forms AS f
  WHERE (f.by_value = $key_by OR (f.by_value IS NULL AND $key_by IS NULL))
    AND {complete}
    AND {low}
  ORDER BY line
  LIMIT $limit OFFSET $offset
),
-- one row is a form with its first words, so that an answer stands once
words AS (
  SELECT v.response_id AS response_id, min(v.text) AS text
  FROM voices_now AS v
  WHERE v.question = 'open'
    AND v.text IS NOT NULL
    AND v.response_id IN (
      SELECT a.response_id FROM answers AS a INNER JOIN page AS g ON g.answer_no = a.answer_no
    )
  GROUP BY v.response_id
)
SELECT
  p.customer_id AS customer_id,
  p.name AS name,
  t.local_day AS local_day,
  t.score AS score,
  t.touchpoint AS touchpoint,
  coalesce(v.text, o.text) AS text,
  t.voice_id AS voice_id,
  g.total AS total
FROM page AS g
INNER JOIN answers AS t ON t.answer_no = g.answer_no
INNER JOIN voices_now AS v ON v.voice_id = t.voice_id
LEFT JOIN customer_summary AS p ON p.customer_no = t.customer_no
LEFT JOIN words AS o ON o.response_id = t.response_id
ORDER BY g.line
