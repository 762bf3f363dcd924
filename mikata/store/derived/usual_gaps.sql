-- one row is a customer with six days or more with an order: nine in ten of the gaps between them were no
-- longer than this (R type 7); tenths of a day, for a fraction would make 3.9999 of 4
SELECT
  customer_no,
  round(quantile(days_between(previous_order_day, local_day), 0.9), 1) AS usual_days
FROM order_days
WHERE {touched}
GROUP BY customer_no
HAVING count(*) > 5
