-- one row is a wait between two days with an order that has ended, or one that is still open
SELECT
  days_between(d.previous_order_day, d.local_day) AS days,
  count(*) AS ended,
  0 AS still_open
FROM {days}
WHERE d.orders > 0
  AND d.previous_order_day IS NOT NULL
  AND d.local_day <= $as_of
  AND ({where})
GROUP BY days_between(d.previous_order_day, d.local_day)
UNION ALL
SELECT age - t_x AS days, 0 AS ended, count(*) AS still_open
FROM lives
GROUP BY age - t_x
