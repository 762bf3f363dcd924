,
-- one row is an account, in a group of its people, whose last answer within a year of the day is that of a promoter
promoters_{at} AS (
  SELECT customer_no, by_value
  FROM (
    SELECT
      {speaker} AS customer_no,
      {speaker_group} AS by_value,
      a.score AS score,
      row_number() OVER (PARTITION BY {each_speaker} ORDER BY a.occurred_at DESC, a.answer_no DESC) AS place
    FROM {spoken}
    WHERE a.counts = 1
      AND a.question = 'nps'
      AND {speaker} IS NOT NULL
      AND ({whose})
      AND a.local_day > add_days($day_{at}, -365)
      AND a.local_day <= $day_{at}
  ) AS said
  WHERE place = 1
    AND score >= 9
)
