,
-- one row is a customer of the row, those who bring most first
page AS (
  SELECT
    n.customer_no AS customer_no,
    n.year_minor AS year_minor,
    n.year_before_minor AS year_before_minor,
    row_number() OVER (ORDER BY n.year_minor + n.year_before_minor DESC, n.customer_no) AS line,
    count(*) OVER () AS total
  FROM standing AS n
  WHERE (n.by_value = $key_by OR (n.by_value IS NULL AND $key_by IS NULL))
    AND n.state = $key_to
    AND ($key_from = -2 OR n.was = $key_from)
  ORDER BY line
  LIMIT $limit OFFSET $offset
),
-- one row is the last answer about the whole of one of them, within a year of the day
scores AS (
  SELECT customer_no, score
  FROM (
    SELECT
      {speaker} AS customer_no,
      a.score AS score,
      row_number() OVER (
        PARTITION BY {speaker}
        ORDER BY a.occurred_at DESC, CASE WHEN a.question = 'nps' THEN 0 ELSE 1 END, a.answer_no DESC
      ) AS place
    FROM answers AS a
    INNER JOIN {customers} ON c.customer_no = a.customer_no
    WHERE a.counts = 1
      AND {satisfaction}
      AND ({whose})
      AND ({of_group})
      AND a.local_day > add_days($day_now, -365)
      AND a.local_day <= $day_now
      AND {speaker} IN (SELECT customer_no FROM page)
  ) AS said
  WHERE place = 1
),
-- one row is the last thing one of them said in words
words AS (
  SELECT customer_no, voice_id, reading_no
  FROM (
    SELECT
      {speaker} AS customer_no,
      a.voice_id AS voice_id,
      a.reading_no AS reading_no,
      row_number() OVER (PARTITION BY {speaker} ORDER BY a.occurred_at DESC, a.answer_no DESC) AS place
    FROM remarks AS a
    INNER JOIN {customers} ON c.customer_no = a.customer_no
    WHERE a.ours = 1
      AND ({whose})
      AND ({of_group})
      AND NOT a.anonymous
      AND a.local_day <= $day_now
      AND {speaker} IN (SELECT customer_no FROM page)
  ) AS said
  WHERE place = 1
)
SELECT
  p.customer_id AS customer_id,
  p.name AS name,
  b.last_day AS local_day,
  o.score AS score,
  g.year_minor AS revenue,
  g.year_before_minor AS revenue_before,
  coalesce(r.masked_text, v.text) AS text,
  w.voice_id AS voice_id,
  g.total AS total
FROM page AS g
INNER JOIN {persons} AS p ON p.customer_no = g.customer_no
LEFT JOIN (
  SELECT customer_no, max(local_day) AS last_day
  FROM {bought}
  WHERE orders > 0
    AND local_day <= $day_now
    AND customer_no IN (SELECT customer_no FROM page)
  GROUP BY customer_no
) AS b ON b.customer_no = g.customer_no
LEFT JOIN scores AS o ON o.customer_no = g.customer_no
LEFT JOIN words AS w ON w.customer_no = g.customer_no
LEFT JOIN readings_now AS r ON r.seq = w.reading_no
LEFT JOIN voices_now AS v ON v.voice_id = w.voice_id
ORDER BY g.line
