-- one row is a block of the customers whose first order fell in a period
SELECT
  {period} AS period,
  {group} AS by_value,
  count(*) AS customers
FROM {days_by_month}
WHERE d.orders > 0
  AND d.previous_order_day IS NULL
  AND d.local_day >= $start
  AND d.local_day <= $end
  AND ({where})
GROUP BY {period}, {group}
ORDER BY period, by_value
