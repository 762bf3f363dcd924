-- one row is what a block of customers did in a period
SELECT
  {period} AS period,
  d.block AS block,
  sum(CASE WHEN d.orders > 0 AND {first_of_period} THEN 1 ELSE 0 END) AS customers,
  sum(CASE WHEN d.orders > 0 THEN 1 ELSE 0 END) AS occasions,
  sum(CASE WHEN d.orders > 0 AND d.previous_order_day IS NULL THEN 1 ELSE 0 END) AS newcomers,
  sum(CASE WHEN d.orders > 0 AND {grain}_no(d.local_day) - {grain}_no(d.previous_order_day) = 1 THEN 1 ELSE 0 END) AS returned,
  sum(d.revenue_minor - d.cost_minor - d.returns_minor - d.discount_minor - d.serve_cost_minor) AS profit_minor
FROM {days}
WHERE d.local_day >= $start
  AND d.local_day <= $end
  AND ({where})
GROUP BY {period}, d.block
ORDER BY period, block
