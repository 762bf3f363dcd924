-- one row is the customer's last answer that is less than content, with its words
WITH low AS (
  SELECT
    a.answer_no AS answer_no,
    a.response_id AS response_id,
    a.local_day AS local_day,
    a.occurred_at AS moment,
    a.question AS question,
    a.touchpoint AS touchpoint,
    a.score AS score,
    a.scale_low AS scale_low,
    a.scale_high AS scale_high,
    a.voice_id AS voice_id
  FROM answers AS a
  WHERE a.customer_no = $customer_no
    AND a.counts = 1
    AND a.question IN ('nps', 'csat')
    AND a.scale_high > a.scale_low
    AND 10 * CASE WHEN a.higher_is_better THEN a.score - a.scale_low ELSE a.scale_high - a.score END
      < 7 * (a.scale_high - a.scale_low)
  -- of a form that asks both, what is said of the whole
  ORDER BY a.occurred_at DESC, CASE WHEN a.question = 'nps' THEN 0 ELSE 1 END, a.touchpoint, a.answer_no DESC
  LIMIT 1
)
SELECT
  l.local_day AS local_day,
  l.question AS question,
  l.score AS score,
  l.scale_low AS scale_low,
  l.scale_high AS scale_high,
  l.voice_id AS voice_id,
  (
    SELECT min(coalesce(r.masked_text, v.text))
    FROM remarks AS a
    LEFT JOIN readings_now AS r ON r.seq = a.reading_no
    LEFT JOIN voices_now AS v ON v.seq = a.answer_no
    WHERE a.customer_no = $customer_no
      AND (a.answer_no IN (SELECT answer_no FROM low) OR a.response_id IN (SELECT response_id FROM low))
  ) AS text,
  l.moment AS moment,
  l.touchpoint AS touchpoint
FROM low AS l
