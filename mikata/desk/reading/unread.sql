-- one row is a remark without a current reading; the newest are read first
WITH picked AS (
  SELECT answer_no, voice_id, local_day
  FROM remarks
  WHERE reading_no IS NULL
    AND (local_day < $before_day OR (local_day = $before_day AND answer_no < $next))
  ORDER BY local_day DESC, answer_no DESC
  LIMIT $limit
),
-- the same with its words, and how many letters come before it
worded AS (
  SELECT
    p.answer_no AS answer_no,
    p.voice_id AS voice_id,
    p.local_day AS local_day,
    v.language AS language,
    v.text AS text,
    sum(characters(v.text)) OVER (ORDER BY p.local_day DESC, p.answer_no DESC) - characters(v.text) AS letters_before
  FROM picked AS p
  INNER JOIN voices_now AS v ON v.seq = p.answer_no
)
SELECT answer_no, voice_id, month_no(local_day) AS month_number, language, text, nullif(0, 0) AS alike, local_day
FROM worded
WHERE letters_before < $letters
ORDER BY local_day DESC, answer_no DESC
