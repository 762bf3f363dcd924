-- one row is a customer with six days or more with an order, with the usual gap between them
SELECT
  customer_no,
  usual_gap(days_between(previous_order_day, local_day)) AS usual_days
FROM order_days
WHERE {touched}
GROUP BY customer_no
HAVING count(*) > 5
