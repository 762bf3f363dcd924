-- one row is a remark behind the number, the newest first; what was promised anonymous comes last
-- and by chance
WITH page AS (
  SELECT
    a.answer_no AS answer_no,
    a.customer_no AS customer_no,
    a.local_day AS local_day,
    a.score AS score,
    a.sentiment AS sentiment,
    a.themes AS themes,
    a.reading_no AS reading_no,
    a.voice_id AS voice_id,
    a.anonymous AS anonymous,
    row_number() OVER (
      ORDER BY CASE WHEN a.anonymous THEN hash01(to_text(a.answer_no)) ELSE -1 END,
        a.occurred_at DESC, a.answer_no DESC
    ) AS line,
    count(*) OVER () AS total
  FROM {remarks}
  WHERE {counted}
    AND ({part})
  ORDER BY line
  LIMIT $limit OFFSET $offset
)
SELECT
  p.customer_id AS customer_id,
  p.name AS name,
  -- the exact day and the company's own id of an answer would tell who gave it
  CASE WHEN g.anonymous THEN month(g.local_day) ELSE g.local_day END AS local_day,
  g.score AS score,
  g.sentiment AS sentiment,
  g.themes AS themes,
  r.masked_text AS text,
  CASE WHEN g.anonymous THEN NULL ELSE g.voice_id END AS voice_id,
  g.total AS total
FROM page AS g
LEFT JOIN readings_now AS r ON r.seq = g.reading_no
LEFT JOIN customer_summary AS p ON p.customer_no = g.customer_no
ORDER BY g.line
