,
-- one row is a customer who bought after the day: how long they had been away, by what was known then
earlier_{at} AS (
  SELECT
    customer_no,
    max(local_day) AS last_day,
    CASE WHEN count(*) > 5 THEN quantile(days_between(previous_order_day, local_day), 0.9) END AS usual_days
  FROM order_days
  WHERE local_day <= $day_{at}
    AND customer_no IN (
      SELECT s.customer_no
      FROM spoken_{at} AS s
      INNER JOIN customer_summary AS c ON c.customer_no = s.customer_no
      WHERE c.last_order_day > $day_{at}
    )
  GROUP BY customer_no
),
-- one row is a customer who has answered with the field they stand in; 0: they never bought
judged_{at} AS (
  SELECT
    s.customer_no AS customer_no,
    CASE WHEN c.first_order_day IS NULL OR c.first_order_day > $day_{at} THEN 0
         ELSE CASE WHEN s.content = 1 THEN 1 ELSE 3 END + CASE WHEN {gone} THEN 1 ELSE 0 END
         END AS state
  FROM spoken_{at} AS s
  INNER JOIN customer_summary AS c ON c.customer_no = s.customer_no
  LEFT JOIN usual_gaps AS g ON g.customer_no = s.customer_no
  LEFT JOIN earlier_{at} AS o ON o.customer_no = s.customer_no
  {scores}
),
-- one row is a customer known by the day with the field they stand in; 5: no answer
standing_{at} AS (
  SELECT
    p.customer_no AS customer_no,
    p.by_value AS by_value,
    coalesce(j.state, 5) AS state,
    p.year_minor AS year_minor,
    p.year_before_minor AS year_before_minor
  FROM people AS p
  LEFT JOIN judged_{at} AS j ON j.customer_no = p.customer_no
  WHERE p.known_day IS NULL
     OR p.known_day <= $day_{at}
     OR j.state IS NOT NULL
)
