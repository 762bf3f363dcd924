,
-- one row is a customer whose last answer within a year of the day is that of a promoter
promoters_{at} AS (
  SELECT DISTINCT a.customer_no AS customer_no
  FROM answers AS a
  WHERE a.counts = 1
    AND a.question = 'nps'
    AND a.score >= 9
    AND a.customer_no IS NOT NULL
    AND ({whose})
    AND a.local_day > add_days($day_{at}, -365)
    AND a.local_day <= $day_{at}
    AND (a.next_day IS NULL OR a.next_day > $day_{at})
)
