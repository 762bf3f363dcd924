-- one row is what a block of customers bought in a period
SELECT
  s.period_no AS period,
  {by_value} AS by_value,
  s.block AS block,
  sum(s.customers) AS customers,
  sum(s.occasions) AS occasions,
  sum(s.orders) AS orders,
  sum(s.revenue_minor) AS revenue_minor
FROM {block_sums} AS s
GROUP BY s.period_no, {by_value}, s.block
HAVING sum(s.occasions) > 0
ORDER BY period, by_value, block
