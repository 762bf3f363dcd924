-- one row is how many customers had an order on one day and the next on another; without next_day they have
-- not come again yet
SELECT previous_order_day AS day, local_day AS next_day, count(*) AS customers
FROM order_days
WHERE previous_order_day IS NOT NULL
GROUP BY previous_order_day, local_day
UNION ALL
SELECT last_order_day AS day, nullif(last_order_day, last_order_day) AS next_day, count(*) AS customers
FROM customer_summary
WHERE last_order_day IS NOT NULL
GROUP BY last_order_day
