-- one row is a survey of which it is known who was asked; without a name it is that of its file
WITH sent AS (
  SELECT DISTINCT coalesce(survey, source) AS survey
  FROM voices_now
  WHERE status IN ('invited', 'delivered')
    AND local_day <= $as_of
),
-- one row is a survey that somebody was asked to answer, with how far it got
asked AS (
  SELECT
    coalesce(v.response_id, v.voice_id) AS response,
    min(v.local_day) AS local_day,
    min(n.customer_no) AS customer_no,
    min(v.survey) AS survey,
    max(CASE WHEN coalesce(v.anonymous, FALSE) THEN 1 ELSE 0 END) AS promised,
    max(CASE coalesce(v.status, 'answered') WHEN 'answered' THEN 3 WHEN 'invited' THEN 1 ELSE 2 END) AS stage
  FROM voices_now AS v
  LEFT JOIN sent AS s ON s.survey = coalesce(v.survey, v.source)
  LEFT JOIN identities_now AS l ON l.identity = v.identity
  LEFT JOIN customer_ids AS n ON n.customer_id = coalesce(v.customer_id, l.customer_id)
  WHERE coalesce(v.speaker, 'customer') = 'customer'
    AND v.local_day <= $as_of
  GROUP BY coalesce(v.response_id, v.voice_id)
  HAVING max(CASE WHEN s.survey IS NOT NULL OR v.status IN ('invited', 'delivered') THEN 1 ELSE 0 END) = 1
)
