-- one row is a customer who has bought; their whole life is in their summary
SELECT
  c.customer_no AS customer_no,
  {group} AS by_value,
  CAST(c.occasions - 1 AS BIGINT) AS x,
  CAST(days_between(c.first_order_day, c.last_order_day) AS BIGINT) AS t_x,
  CAST(days_between(c.first_order_day, $as_of) AS BIGINT) AS age,
  c.usual_days AS usual,
  c.revenue_minor - c.first_revenue_minor AS repeat_minor
FROM {customers}
WHERE c.occasions > 0
  AND ({where})
