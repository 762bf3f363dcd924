-- one row is an answer with a score or words; what was only sent or dismissed is not here
WITH answered AS (
  SELECT
    v.*,
    n.customer_no AS customer_no,
    row_number() OVER (ORDER BY v.occurred_at, v.seq) AS answer_no
  FROM voices_now AS v
  LEFT JOIN identities_now AS l ON l.identity = v.identity
  LEFT JOIN customer_ids AS n ON n.customer_id = coalesce(v.customer_id, l.customer_id)
  WHERE coalesce(v.status, 'answered') = 'answered'
)
SELECT
  CAST(answer_no AS INTEGER) AS answer_no,
  voice_id,
  response_id,
  customer_no,
  -- an answer that is linked to nobody is a respondent of its own
  coalesce(customer_no, -answer_no) AS respondent,
  survey,
  channel,
  question,
  coalesce(touchpoint, '') AS touchpoint,
  score,
  scale_low,
  scale_high,
  coalesce(higher_is_better, TRUE) AS higher_is_better,
  language,
  item_id,
  coalesce(about, 'us') AS about,
  coalesce(speaker, 'customer') AS speaker,
  coalesce(anonymous, FALSE) AS anonymous,
  weight,
  local_day,
  occurred_at,
  properties
FROM answered
ORDER BY question, answer_no
