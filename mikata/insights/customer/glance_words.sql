-- one row is a remark of the customer, newest first
SELECT
  a.local_day AS local_day,
  a.voice_id AS voice_id,
  coalesce(r.masked_text, v.text) AS text,
  a.label AS label,
  a.touchpoint AS touchpoint,
  a.occurred_at AS moment
FROM remarks AS a
LEFT JOIN readings_now AS r ON r.seq = a.reading_no
LEFT JOIN voices_now AS v ON v.seq = a.answer_no
WHERE a.customer_no = $customer_no
  AND a.ours = 1
  AND NOT a.anonymous
ORDER BY a.occurred_at DESC, a.answer_no DESC
LIMIT 50
