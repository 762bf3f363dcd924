-- one row is the channel of a customer's day with an order
channels AS (
{channels}
),
-- one row is a customer's day with an order, with what was spent until then
bought_days AS (
  SELECT
    d.customer_no AS customer_no,
    d.block AS block,
    {group} AS by_value,
    d.local_day AS order_day,
    d.first_order_day AS first_order_day,
    d.previous_order_day AS previous_order_day,
    next_value(d.local_day) OVER (PARTITION BY d.customer_no, {group} ORDER BY d.local_day) AS next_day,
    row_number() OVER (PARTITION BY d.customer_no, {group} ORDER BY d.local_day) AS bought,
    sum(d.revenue_minor) OVER (
      PARTITION BY d.customer_no, {group} ORDER BY d.local_day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS spent
  FROM {days}
  WHERE d.orders > 0
    AND d.local_day <= $as_of
    AND ({where})
    AND d.customer_no IN (SELECT customer_no FROM looked_at)
),
-- one row is such a day with the life before it, as its traits tell it
occasions AS (
  SELECT
    o.customer_no AS customer_no,
    o.block AS block,
    o.by_value AS by_value,
    o.order_day AS order_day,
    o.next_day AS next_day,
    coalesce(days_between(o.previous_order_day, o.order_day), 0) AS gap,
    days_between(o.first_order_day, o.order_day) AS age,
    o.bought AS bought,
    CASE WHEN o.spent > 0 THEN 1e0 * o.spent / o.bought ELSE 0e0 END AS spent
  FROM bought_days AS o
)
