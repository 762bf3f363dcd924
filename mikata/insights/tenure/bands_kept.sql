  -- one row is the active customers of a whole period, by whole years since their first order, of one age
  SELECT
    s.period_no AS period,
    {by_value} AS by_value,
    s.years AS years,
    s.age AS age,
    sum(s.customers) AS customers
  FROM {kept}
  WHERE s.period_no >= $first
    AND s.period_no <= $last
  GROUP BY s.period_no, {by_value}, s.years, s.age
