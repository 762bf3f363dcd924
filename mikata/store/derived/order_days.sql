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
    min(channel_seq) AS channel_first_seq,
    max(channel_seq) AS channel_last_seq,
    latest(item_seq, item_minor) AS item_seq,
    max(item_minor) AS item_minor
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
    min(channel_first_seq) AS channel_first_seq,
    max(channel_last_seq) AS channel_last_seq,
    latest(item_seq, item_minor) AS item_seq
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
  -- the actions (seq) that say where its first and last order were placed, and the line that most was
  -- spent on
  channel_first_seq,
  channel_last_seq,
  item_seq,
  first_value(local_day) OVER (PARTITION BY {person} ORDER BY local_day) AS first_order_day,
  previous_value(local_day) OVER (PARTITION BY {person} ORDER BY local_day) AS previous_order_day
FROM days
