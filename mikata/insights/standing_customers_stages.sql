,
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
  LEFT JOIN senders AS f ON f.customer_no = c.customer_no
  LEFT JOIN usual_gaps AS g ON g.customer_no = c.customer_no
  LEFT JOIN earlier_{at} AS o ON o.customer_no = c.customer_no
)
