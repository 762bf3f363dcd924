-- one row is an answer with a score or words; what was only sent or dismissed is not here
WITH answered AS (
  SELECT v.*, row_number() OVER (ORDER BY v.occurred_at, v.seq) AS answer_no
  FROM voices_now AS v
  WHERE coalesce(v.status, 'answered') = 'answered'
)
SELECT
  CAST(v.answer_no AS INTEGER) AS answer_no,
  v.voice_id AS voice_id,
  v.response_id AS response_id,
  n.customer_no AS customer_no,
  -- an answer that is linked to nobody is a respondent of its own
  coalesce(n.customer_no, -v.answer_no) AS respondent,
  v.survey AS survey,
  v.channel AS channel,
  v.question AS question,
  coalesce(v.touchpoint, '') AS touchpoint,
  v.score AS score,
  v.scale_low AS scale_low,
  v.scale_high AS scale_high,
  coalesce(v.higher_is_better, TRUE) AS higher_is_better,
  v.language AS language,
  v.item_id AS item_id,
  coalesce(v.about, 'us') AS about,
  coalesce(v.speaker, 'customer') AS speaker,
  coalesce(v.anonymous, FALSE) AS anonymous,
  v.weight AS weight,
  v.local_day AS local_day,
  v.occurred_at AS occurred_at,
  v.properties AS properties
FROM answered AS v
LEFT JOIN identities_now AS l ON l.identity = v.identity
-- what was promised anonymous belongs to nobody, whoever the file names
LEFT JOIN customer_ids AS n
  ON n.customer_id = CASE WHEN coalesce(v.anonymous, FALSE) THEN NULL ELSE coalesce(v.customer_id, l.customer_id) END
ORDER BY v.question, answer_no
