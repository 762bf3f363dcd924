-- one row is a wait of so many days before the orders of a period
WITH waits AS (
  SELECT
    {period} AS period,
    {group} AS by_value,
    days_between(d.previous_order_day, d.local_day) AS gap,
    count(*) AS orders
  FROM {days}
  WHERE d.orders > 0
    AND d.previous_order_day IS NOT NULL
    AND d.local_day >= $start
    AND d.local_day <= $end
    AND ({where})
  GROUP BY {period}, {group}, days_between(d.previous_order_day, d.local_day)
),
-- one row is a wait with the number of orders up to it, and of all
placed AS (
  SELECT
    period,
    by_value,
    gap,
    sum(orders) OVER (PARTITION BY period, by_value ORDER BY gap) AS place,
    sum(orders) OVER (PARTITION BY period, by_value) AS orders
  FROM waits
)
-- one row is the typical wait before the orders of a period: the middle one, or between two
SELECT
  period,
  by_value,
  (min(CASE WHEN 2 * place >= orders THEN gap END) + min(CASE WHEN 2 * place > orders THEN gap END)) / 2e0 AS gap_days
FROM placed
GROUP BY period, by_value
ORDER BY period, by_value
