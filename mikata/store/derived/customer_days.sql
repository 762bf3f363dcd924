-- one row is a customer's local day with an order, or with anything else: a day with both has two rows
SELECT
  {person}, block, local_day,
  orders, revenue_minor, cost_minor, discount_minor,
  0 AS returns, CAST(0 AS BIGINT) AS returns_minor, 0 AS contacts, 0 AS visits,
  CAST(0 AS BIGINT) AS serve_cost_minor,
  0 AS touches, 0 AS opened, 0 AS clicked, 0 AS attended, 0 AS followed, 0 AS shared,
  0 AS considered, 0 AS referred,
  first_order_day, previous_order_day,
  nullif(local_day, local_day) AS previous_day, nullif(local_day, local_day) AS next_order_day
FROM {order_days}
UNION ALL
SELECT
  {person}, block, local_day,
  0 AS orders, CAST(0 AS BIGINT) AS revenue_minor, CAST(0 AS BIGINT) AS cost_minor,
  CAST(0 AS BIGINT) AS discount_minor,
  returns, returns_minor, contacts, visits,
  serve_cost_minor,
  touches, opened, clicked, attended, followed, shared,
  considered, referred,
  nullif(local_day, local_day) AS first_order_day, nullif(local_day, local_day) AS previous_order_day,
  previous_day, next_order_day
FROM other_days
