,
-- one row is a customer whose last answer within a year of the day is that of a promoter
promoters_{at} AS (
  SELECT DISTINCT {speaker} AS customer_no
  FROM {spoken}
  WHERE a.counts = 1
    AND a.question = 'nps'
    AND a.score >= 9
    AND {speaker} IS NOT NULL
    AND a.local_day > add_days($day_{at}, -365)
    AND a.local_day <= $day_{at}
    AND (a.next_day IS NULL OR a.next_day > $day_{at})
),
-- one row is a customer after whom another one came, with the day of the first
senders_{at} AS (
  SELECT n.customer_no AS customer_no, min(coalesce(f.first_seen_day, f.first_order_day)) AS sent_day
  FROM customer_summary AS f
  INNER JOIN customer_ids AS n ON n.customer_id = f.referred_by
  WHERE f.referred_by IS NOT NULL
  GROUP BY n.customer_no
),
-- one row is a customer who bought after the day: how long they had been away, by what was known then
earlier_{at} AS (
  SELECT
    customer_no,
    max(local_day) AS last_day,
    CASE WHEN count(*) > 5 THEN quantile(days_between(previous_order_day, local_day), 0.9) END AS usual_days
  FROM order_days
  WHERE local_day <= $day_{at}
    AND customer_no IN (SELECT customer_no FROM people WHERE last_order_day > $day_{at})
  GROUP BY customer_no
),
-- one row is a customer with their stage; 0: nothing recorded yet, -1: not known yet
standing_{at} AS (
  SELECT
    c.customer_no AS customer_no,
    c.by_value AS by_value,
    CASE WHEN c.first_order_day <= $day_{at} THEN
           CASE WHEN {gone} THEN 6
                WHEN c.first_referral_day <= $day_{at} OR f.sent_day <= $day_{at} OR m.customer_no IS NOT NULL THEN 5
                WHEN c.second_order_day <= $day_{at} THEN 4
                ELSE 3 END
         WHEN c.first_considered_day <= $day_{at} THEN 2
         WHEN c.first_other_day <= $day_{at} THEN 1
         WHEN c.known_day > $day_{at} THEN -1
         ELSE 0 END AS state,
    c.year_minor AS year_minor,
    c.year_before_minor AS year_before_minor
  FROM people AS c
  LEFT JOIN promoters_{at} AS m ON m.customer_no = c.customer_no
  LEFT JOIN senders_{at} AS f ON f.customer_no = c.customer_no
  LEFT JOIN usual_gaps AS g ON g.customer_no = c.customer_no
  LEFT JOIN earlier_{at} AS o ON o.customer_no = c.customer_no
)
