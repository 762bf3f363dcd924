-- one row is what a customer brought in the 12 months up to the day, and in those before
LEFT JOIN (
  SELECT
    customer_no AS earned_no,
    sum(CASE WHEN local_day > add_days($day_now, -365) THEN revenue_minor ELSE 0 END) AS year_minor,
    sum(CASE WHEN local_day > add_days($day_now, -365) THEN 0 ELSE revenue_minor END) AS year_before_minor
  FROM order_days
  WHERE local_day > add_days($day_now, -730)
    AND local_day <= $day_now
  GROUP BY customer_no
) AS e ON e.earned_no = c.customer_no
