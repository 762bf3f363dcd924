  -- one row is a wait of so many days before the orders of a whole period
  SELECT
    s.period_no AS period,
    {by_value} AS by_value,
    s.gap AS gap,
    sum(s.occasions) AS orders
  FROM {kept}
  WHERE s.period_no >= $first
    AND s.period_no <= $last
  GROUP BY s.period_no, {by_value}, s.gap
