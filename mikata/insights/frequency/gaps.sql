-- one row is a wait of so many days before the orders of a period
WITH gaps AS (
  SELECT
    s.period_no AS period,
    {by_value} AS by_value,
    s.gap AS gap,
    sum(s.occasions) AS orders
  FROM {gap_sums} AS s
  GROUP BY s.period_no, {by_value}, s.gap
),
-- one row is a wait with the number of orders up to it, and of all
placed AS (
  SELECT
    period,
    by_value,
    gap,
    sum(orders) OVER (PARTITION BY period, by_value ORDER BY gap) AS place,
    sum(orders) OVER (PARTITION BY period, by_value) AS orders
  FROM gaps
)
-- one row is the typical wait before the orders of a period: the middle one, or between two
SELECT
  period,
  by_value,
  (min(CASE WHEN 2 * place >= orders THEN gap END) + min(CASE WHEN 2 * place > orders THEN gap END)) / 2e0 AS gap_days
FROM placed
GROUP BY period, by_value
ORDER BY period, by_value
