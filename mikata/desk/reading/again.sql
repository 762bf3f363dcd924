-- one row is a remark that waits for its second reading, the newest first
WITH picked AS (
  SELECT answer_no, voice_id, local_day, alike
  FROM remarks
  WHERE reading_no IS NOT NULL
    AND answer_no < $next
  ORDER BY answer_no DESC
  LIMIT $limit
),
-- the same with its words, and how many letters come before it
worded AS (
  SELECT
    p.answer_no AS answer_no,
    p.voice_id AS voice_id,
    p.local_day AS local_day,
    p.alike AS alike,
    v.language AS language,
    v.text AS text,
    sum(characters(v.text)) OVER (ORDER BY p.answer_no DESC) - characters(v.text) AS letters_before
  FROM picked AS p
  INNER JOIN voices_now AS v ON v.seq = p.answer_no
)
SELECT answer_no, voice_id, month_no(local_day) AS month_number, language, text, alike, local_day
FROM worded
WHERE letters_before < $letters
ORDER BY answer_no DESC
