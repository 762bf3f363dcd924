-- one row is how many of a cohort bought again in the period `age` after their first
SELECT
  {grain}(d.first_order_day) AS cohort,
  {by} AS by_value,
  {grain}s_between(d.first_order_day, d.local_day) AS age,
  count(*) AS retained
FROM {days}
WHERE d.orders > 0
  -- only the first day with an order in each period
  AND (d.previous_order_day IS NULL OR {grain}(d.previous_order_day) < {grain}(d.local_day))
  AND d.first_order_day >= $start
  AND d.local_day <= $end
  AND ({where})
GROUP BY {grain}(d.first_order_day), {by}, {grain}s_between(d.first_order_day, d.local_day)
ORDER BY 1, 2, 3
