-- one row is a wait of so many days before the orders of a period
SELECT
  {by_columns},
  {period} AS period_no,
  days_between(d.previous_order_day, d.local_day) AS gap,
  count(*) AS occasions
FROM {days_by_month}
WHERE d.orders > 0
  AND d.previous_order_day IS NOT NULL
  AND {window}
  AND ({where})
GROUP BY {group}, {period}, days_between(d.previous_order_day, d.local_day)
