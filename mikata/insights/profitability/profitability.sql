-- one row is what a block of customers brought and cost in a period
SELECT
  s.period_no AS period,
  {by_value} AS by_value,
  s.block AS block,
  sum(s.actives) AS customers,
  sum(s.revenue_minor) AS revenue_minor,
  sum(s.cost_minor) AS cost_minor,
  sum(s.returns_minor) AS returns_minor,
  sum(s.discount_minor) AS discount_minor,
  sum(s.serve_cost_minor) AS serve_cost_minor
FROM {block_sums} AS s
GROUP BY s.period_no, {by_value}, s.block
HAVING sum(s.days) > 0
ORDER BY period, by_value, block
