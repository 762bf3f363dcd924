-- one row is the customers whose first order was on a day
SELECT d.local_day AS local_day, count(*) AS customers
FROM {days_by_month}
WHERE d.orders > 0
  AND d.local_day = d.first_order_day
  AND d.local_day >= $start
  AND d.local_day <= $end
  AND ({where})
GROUP BY d.local_day
ORDER BY 1
