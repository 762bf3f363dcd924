-- one row is a customer who has bought; their whole life is in their summary
SELECT
  c.customer_no AS customer_no,
  {group} AS by_value,
  c.last_order_day AS last_day,
  c.occasions AS occasions,
  c.revenue_minor AS revenue_minor
FROM {customers}
WHERE c.occasions > 0
  AND ({where})
