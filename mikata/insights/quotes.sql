-- one row is a remark to quote from, the newest first
WITH picked AS (
  SELECT a.voice_id AS voice_id, a.reading_no AS reading_no, a.local_day AS local_day, a.answer_no AS answer_no
  FROM {remarks}
  WHERE {counted}
    AND ({part})
    AND NOT a.anonymous
  ORDER BY a.local_day DESC, a.answer_no DESC
  LIMIT 200
)
SELECT p.voice_id AS voice_id, r.masked_text AS text, coalesce(r.language, '') AS language
FROM picked AS p
INNER JOIN readings_now AS r ON r.seq = p.reading_no
WHERE r.masked_text IS NOT NULL
ORDER BY p.local_day DESC, p.answer_no DESC
