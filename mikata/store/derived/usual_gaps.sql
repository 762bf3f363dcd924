-- one row is a customer with six days or more with an order: nine in ten of the gaps between them were no
-- longer than this (R type 7)
SELECT
  customer_no,
  quantile(days_between(previous_order_day, local_day), 0.9) AS usual_days
FROM order_days
WHERE {touched}
GROUP BY customer_no
HAVING count(*) > 5
