-- one row is an answer with a score or words; what was only sent or dismissed is not here
WITH said AS (
  SELECT
    v.seq AS answer_no,
    v.voice_id AS voice_id,
    v.response_id AS response_id,
    n.customer_no AS customer_no,
    -- an answer that is linked to nobody is a respondent of its own
    coalesce(n.customer_no, -v.seq) AS respondent,
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
    v.properties AS properties,
    -- what a customer said of us, on the question's scale (NPS has only one)
    CASE WHEN coalesce(v.about, 'us') = 'us'
          AND coalesce(v.speaker, 'customer') = 'customer'
          AND v.score >= v.scale_low
          AND v.score <= v.scale_high
          AND (v.question <> 'nps' OR (v.scale_low = 0 AND v.scale_high = 10))
         THEN 1 ELSE 0 END AS counts
  FROM {voices} AS v
  LEFT JOIN identities_now AS l ON l.identity = v.identity
  -- what was promised anonymous belongs to nobody, whoever the file names
  LEFT JOIN customer_ids AS n
    ON n.customer_id = CASE WHEN coalesce(v.anonymous, FALSE) THEN NULL ELSE coalesce(v.customer_id, l.customer_id) END
  WHERE coalesce(v.status, 'answered') = 'answered'
    AND {touched_answers}
)
SELECT
  s.answer_no AS answer_no,
  s.voice_id AS voice_id,
  s.response_id AS response_id,
  s.customer_no AS customer_no,
  s.respondent AS respondent,
  s.survey AS survey,
  s.channel AS channel,
  s.question AS question,
  s.touchpoint AS touchpoint,
  s.score AS score,
  s.scale_low AS scale_low,
  s.scale_high AS scale_high,
  s.higher_is_better AS higher_is_better,
  s.language AS language,
  s.item_id AS item_id,
  s.about AS about,
  s.speaker AS speaker,
  s.anonymous AS anonymous,
  s.weight AS weight,
  s.local_day AS local_day,
  s.occurred_at AS occurred_at,
  s.properties AS properties,
  s.counts AS counts,
  -- when the respondent next gave an answer that counts to the question; and to it about the same touchpoint
  next_value(s.local_day) OVER (
    PARTITION BY s.respondent, s.question, s.counts ORDER BY s.occurred_at, s.answer_no
  ) AS next_day,
  next_value(s.local_day) OVER (
    PARTITION BY s.respondent, s.question, s.counts, s.touchpoint ORDER BY s.occurred_at, s.answer_no
  ) AS next_day_there
FROM said AS s
ORDER BY s.question, s.occurred_at, s.answer_no
