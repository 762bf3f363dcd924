-- one row is a day with orders of customers who had bought before, their first order being until $cut
SELECT d.local_day AS local_day, count(*) AS customers
FROM {days}
WHERE d.orders > 0
  AND d.local_day > d.first_order_day
  AND d.first_order_day <= $cut
  AND d.local_day <= $as_of
  AND ({where})
GROUP BY d.local_day
ORDER BY 1
