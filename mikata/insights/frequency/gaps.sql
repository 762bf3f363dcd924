-- one row is the typical wait before the orders of a period
SELECT
  {period} AS period,
  {by} AS by_value,
  median(days_between(d.previous_order_day, d.local_day)) AS gap_days
FROM {days}
WHERE d.orders > 0
  AND d.previous_order_day IS NOT NULL
  AND d.local_day >= $start
  AND d.local_day <= $end
  AND ({where})
GROUP BY {period}, {by}
ORDER BY period, by_value
