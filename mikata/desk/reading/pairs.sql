-- one row is a remark with the score that came with it, or one that a person labelled
WITH picked AS (
  SELECT answer_no, voice_id, rating_label, corrected, survey, question
  FROM remarks
  WHERE (rating_label IS NOT NULL OR corrected = 1)
    AND ours = 1
    AND NOT anonymous
  ORDER BY corrected DESC, hash01(voice_id), answer_no
  LIMIT $limit
)
SELECT
  p.answer_no AS answer_no,
  p.voice_id AS voice_id,
  p.rating_label AS rating_label,
  concat(coalesce(p.survey, ''), ' ', coalesce(p.question, '')) AS asked,
  v.language AS language,
  substring(v.text, 1, 4000) AS text
FROM picked AS p
INNER JOIN voices_now AS v ON v.seq = p.answer_no
ORDER BY p.answer_no
