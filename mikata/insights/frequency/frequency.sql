-- one row is what a block of customers bought in a period
SELECT
  {period} AS period,
  {group} AS by_value,
  d.block AS block,
  sum(CASE WHEN {first_of_period} THEN 1 ELSE 0 END) AS customers,
  count(*) AS occasions,
  sum(d.orders) AS orders,
  sum(d.revenue_minor) AS revenue_minor
FROM {days}
WHERE d.orders > 0
  AND d.local_day >= $start
  AND d.local_day <= $end
  AND ({where})
GROUP BY {period}, {group}, d.block
ORDER BY period, by_value, block
