  -- one row is a wait of so many days before the orders of a period
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
