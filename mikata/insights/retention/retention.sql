-- one row is how many of a cohort bought again in the period `age` after their first
SELECT
  {grain}_no(d.first_order_day) AS cohort,
  {group} AS by_value,
  {grain}_no(d.local_day) AS number,
  -- only the first day with an order in each period
  sum(CASE WHEN {first_of_period} THEN 1 ELSE 0 END) AS retained
FROM {days}
WHERE d.orders > 0
  AND d.first_order_day >= $start
  AND d.first_order_day <= $last_joined
  AND d.local_day >= $first_day
  AND d.local_day <= $end
  AND ({where})
GROUP BY {grain}_no(d.first_order_day), {group}, {grain}_no(d.local_day)
ORDER BY 1, 2, 3
