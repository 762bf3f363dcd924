-- one row is what a block of customers brought and cost in a period
SELECT
  {period} AS period,
  {group} AS by_value,
  d.block AS block,
  sum(CASE WHEN {first_of_any} THEN 1 ELSE 0 END) AS customers,
  sum(d.revenue_minor) AS revenue_minor,
  sum(d.cost_minor) AS cost_minor,
  sum(d.returns_minor) AS returns_minor,
  sum(d.discount_minor) AS discount_minor,
  sum(d.serve_cost_minor) AS serve_cost_minor
FROM {days}
WHERE d.local_day >= $start
  AND d.local_day <= $end
  AND ({where})
GROUP BY {period}, {group}, d.block
ORDER BY period, by_value, block
