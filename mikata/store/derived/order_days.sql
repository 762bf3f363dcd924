-- one row is an order on a day: its lines count once
WITH orders AS (
  SELECT
    {person},
    max(block) AS block,
    local_day,
    order_id,
    sum(amount_minor) AS revenue_minor,
    sum(cost_minor) AS cost_minor,
    sum(discount_minor) AS discount_minor,
    min(channel_seq) AS channel_seq,
    max(dearest_line) AS dearest_line
  FROM ({customer_actions}) AS done
  WHERE kind IN ({activity})
  GROUP BY {person}, local_day, order_id
),
-- one row is a customer's day with an order
days AS (
  SELECT
    {person},
    max(block) AS block,
    local_day,
    count(*) AS orders,
    sum(revenue_minor) AS revenue_minor,
    sum(cost_minor) AS cost_minor,
    sum(discount_minor) AS discount_minor,
    min(channel_seq) AS channel_seq,
    max(dearest_line) AS dearest_line
  FROM orders
  GROUP BY {person}, local_day
)
SELECT
  {person},
  CAST(block AS INTEGER) AS block,
  local_day,
  CAST(orders AS INTEGER) AS orders,
  CAST(coalesce(revenue_minor, 0) AS BIGINT) AS revenue_minor,
  CAST(coalesce(cost_minor, 0) AS BIGINT) AS cost_minor,
  CAST(coalesce(discount_minor, 0) AS BIGINT) AS discount_minor,
  CASE WHEN discount_minor > 0 THEN 1 WHEN discount_minor = 0 THEN 0 END AS discounted,
  -- the action (seq) that says where its first order was placed, and the line that most was spent on
  channel_seq,
  8589934591 - dearest_line % 8589934592 AS item_seq,
  first_value(local_day) OVER (PARTITION BY {person} ORDER BY local_day) AS first_order_day,
  previous_value(local_day) OVER (PARTITION BY {person} ORDER BY local_day) AS previous_order_day
FROM days
