-- one row is an answer behind the group, newest first; what was promised anonymous comes last and
-- by chance, so that its place says nothing of its day
, page AS (
  SELECT
    s.answer_no AS answer_no,
    row_number() OVER (
      ORDER BY CASE WHEN s.anonymous THEN hash01(to_text(s.answer_no)) ELSE -1 END,
        s.occurred_at DESC, s.answer_no DESC
    ) AS line,
    count(*) OVER () AS total
  FROM standing AS s
  WHERE s.period = $key_period
    AND (s.by_value = $key_by OR (s.by_value IS NULL AND $key_by IS NULL))
    AND ({part})
  ORDER BY line
  LIMIT $limit OFFSET $offset
),
-- one row is a response with its first words, so that an answer stands once
words AS (
  SELECT response_id, min(text) AS text
  FROM voices_now
  WHERE question = 'open'
    AND text IS NOT NULL
    AND response_id IN (
      SELECT a.response_id FROM answers AS a INNER JOIN page AS g ON g.answer_no = a.answer_no
    )
  GROUP BY response_id
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
LEFT JOIN words AS o ON o.response_id = t.response_id
ORDER BY g.line
