-- one row is a remark of the days, the newest first
WITH picked AS (
  SELECT a.answer_no AS answer_no, a.voice_id AS voice_id, a.reading_no AS reading_no, a.local_day AS local_day
  FROM {remarks}
  WHERE {counted}
    AND NOT a.anonymous
    AND a.local_day >= $topic_start
    AND a.local_day <= $topic_end
  ORDER BY a.local_day DESC, a.answer_no DESC
  LIMIT $limit
)
SELECT
  p.answer_no AS answer_no,
  p.voice_id AS voice_id,
  coalesce(r.language, '') AS language,
  r.masked_text AS text,
  coalesce(r.words, r.masked_text) AS words
FROM picked AS p
INNER JOIN readings_now AS r ON r.seq = p.reading_no
WHERE r.masked_text IS NOT NULL
ORDER BY p.local_day DESC, p.answer_no DESC
