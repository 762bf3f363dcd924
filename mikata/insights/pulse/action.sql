-- one row is what a block of customers did in a period
SELECT
  s.period_no AS period,
  s.block AS block,
  sum(s.customers) AS customers,
  sum(s.occasions) AS occasions,
  sum(s.newcomers) AS newcomers,
  sum(s.returned) AS returned,
  sum(s.revenue_minor - s.cost_minor - s.returns_minor - s.discount_minor - s.serve_cost_minor) AS profit_minor
FROM {block_sums} AS s
GROUP BY s.period_no, s.block
HAVING sum(s.days) > 0
ORDER BY period, block
