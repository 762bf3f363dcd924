-- one row is an action with the customer it belongs to
WITH done AS (
  SELECT
    {unit} AS customer_no,
    {block} AS block,
    {by} AS day_group,
    x.local_day AS local_day,
    x.kind AS kind,
    x.order_id AS order_id,
    -- sums of whole minor units are exact in a DOUBLE (below 2^53), and take a third of the room of
    -- a wide integer
    1e0 * x.amount_minor AS amount_minor,
    1e0 * x.cost_minor AS cost_minor,
    1e0 * x.discount_minor AS discount_minor
  FROM {actions} AS x
  LEFT JOIN identities_now AS l ON l.identity = x.identity
  INNER JOIN {ids} AS n ON n.customer_id = coalesce(x.customer_id, l.customer_id)
  {joins}
  WHERE {condition}
),
-- one row is an order on a day: its lines count once
orders AS (
  SELECT
    customer_no,
    max(block) AS block,
    day_group,
    local_day,
    order_id,
    sum(amount_minor) AS revenue_minor,
    sum(cost_minor) AS cost_minor,
    sum(discount_minor) AS discount_minor
  FROM done
  WHERE kind IN ({activity})
  GROUP BY customer_no, day_group, local_day, order_id
),
-- one row is a customer's day with an order
order_days AS (
  SELECT
    customer_no,
    max(block) AS block,
    day_group,
    local_day,
    count(*) AS orders,
    sum(revenue_minor) AS revenue_minor,
    sum(cost_minor) AS cost_minor,
    sum(discount_minor) AS discount_minor
  FROM orders
  GROUP BY customer_no, day_group, local_day
),
-- one row is a customer's day with anything else
other_days AS (
  SELECT
    customer_no,
    max(block) AS block,
    day_group,
    local_day,
    sum(CASE WHEN kind = 'return' THEN abs(amount_minor) END) AS returns_minor,
    sum(CASE WHEN kind IN ('return', 'campaign') THEN NULL ELSE cost_minor END) AS serve_cost_minor,
    count(CASE WHEN kind = 'return' THEN 1 END) AS returns,
    count(CASE WHEN kind = 'contact' THEN 1 END) AS contacts,
    count(CASE WHEN kind = 'visit' THEN 1 END) AS visits,
    count(CASE WHEN kind = 'campaign' THEN 1 END) AS touches,
    count(CASE WHEN kind = 'open' THEN 1 END) AS opened,
    count(CASE WHEN kind = 'click' THEN 1 END) AS clicked,
    count(CASE WHEN kind = 'attend' THEN 1 END) AS attended,
    count(CASE WHEN kind = 'follow' THEN 1 END) AS followed,
    count(CASE WHEN kind = 'share' THEN 1 END) AS shared
  FROM done
  WHERE kind NOT IN ({activity})
  GROUP BY customer_no, day_group, local_day
),
-- one row is a customer's day with an order, or with anything else
days AS (
  SELECT
    customer_no, block, day_group, local_day,
    CAST(orders AS INTEGER) AS orders,
    CAST(coalesce(revenue_minor, 0) AS BIGINT) AS revenue_minor,
    CAST(coalesce(cost_minor, 0) AS BIGINT) AS cost_minor,
    CAST(coalesce(discount_minor, 0) AS BIGINT) AS discount_minor,
    0 AS returns, CAST(0 AS BIGINT) AS returns_minor, 0 AS contacts, 0 AS visits,
    CAST(0 AS BIGINT) AS serve_cost_minor,
    0 AS touches, 0 AS opened, 0 AS clicked, 0 AS attended, 0 AS followed, 0 AS shared,
    min(local_day) OVER (PARTITION BY customer_no, day_group) AS first_order_day,
    previous_value(local_day) OVER (PARTITION BY customer_no, day_group ORDER BY local_day) AS previous_order_day
  FROM order_days
  UNION ALL
  SELECT
    customer_no, block, day_group, local_day,
    0 AS orders, CAST(0 AS BIGINT) AS revenue_minor, CAST(0 AS BIGINT) AS cost_minor,
    CAST(0 AS BIGINT) AS discount_minor,
    CAST(returns AS INTEGER) AS returns,
    CAST(coalesce(returns_minor, 0) AS BIGINT) AS returns_minor,
    CAST(contacts AS INTEGER) AS contacts,
    CAST(visits AS INTEGER) AS visits,
    CAST(coalesce(serve_cost_minor, 0) AS BIGINT) AS serve_cost_minor,
    CAST(touches AS INTEGER) AS touches,
    CASE WHEN opened > 0 THEN 1 ELSE 0 END AS opened,
    CASE WHEN clicked > 0 THEN 1 ELSE 0 END AS clicked,
    CASE WHEN attended > 0 THEN 1 ELSE 0 END AS attended,
    CASE WHEN followed > 0 THEN 1 ELSE 0 END AS followed,
    CASE WHEN shared > 0 THEN 1 ELSE 0 END AS shared,
    nullif(local_day, local_day) AS first_order_day,
    nullif(local_day, local_day) AS previous_order_day
  FROM other_days
)
SELECT
  customer_no,
  CAST(block AS INTEGER) AS block,
  day_group,
  local_day,
  orders,
  revenue_minor,
  cost_minor,
  discount_minor,
  returns,
  returns_minor,
  contacts,
  visits,
  serve_cost_minor,
  touches,
  opened,
  clicked,
  attended,
  followed,
  shared,
  first_order_day,
  previous_order_day,
  -- the day before with anything on it; the same day when there was an order too
  {previous_day} AS previous_day
FROM days
