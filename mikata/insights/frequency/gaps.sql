-- one row is a wait of so many days before the orders of a period
SELECT
  s.period_no AS period,
  {by_value} AS by_value,
  s.gap AS gap,
  sum(s.occasions) AS orders
FROM {gap_sums} AS s
GROUP BY s.period_no, {by_value}, s.gap
ORDER BY period, by_value
