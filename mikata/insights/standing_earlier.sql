-- one row is a customer who bought after the day, with how they stood on it by what was known then
SELECT
  $day AS day,
  customer_no,
  max(local_day) AS last_day,
  CASE WHEN count(*) > 5 THEN usual_gap(days_between(previous_order_day, local_day)) END AS usual_days
FROM order_days
WHERE local_day <= $day
  AND customer_no IN (SELECT customer_no FROM customer_summary WHERE last_order_day > $day)
GROUP BY customer_no
