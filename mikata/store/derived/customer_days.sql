-- one row is an action that counts, with the number of its customer
WITH counted AS (
  SELECT
    {unit} AS customer_no,
    {block} AS block,
    {by} AS by_value,
    x.local_day AS local_day,
    x.kind AS kind,
    x.kind IN ({activity}) AS is_order,
    x.order_id AS order_id,
    coalesce(x.amount_minor, 0) AS amount_minor,
    coalesce(x.cost_minor, 0) AS cost_minor,
    coalesce(x.discount_minor, 0) AS discount_minor
  FROM actions_now AS x
  LEFT JOIN identities_now AS l ON l.identity = x.identity
  INNER JOIN customer_ids AS n ON n.customer_id = coalesce(x.customer_id, l.customer_id)
  {joins}
  WHERE {condition}
),
-- one row is an order (or the rest of a day), so that its lines count once
orders AS (
  SELECT
    customer_no,
    by_value,
    local_day,
    max(block) AS block,
    max(CASE WHEN is_order THEN 1 ELSE 0 END) AS is_order,
    sum(CASE WHEN is_order THEN amount_minor ELSE 0 END) AS revenue_minor,
    sum(CASE WHEN is_order THEN cost_minor ELSE 0 END) AS cost_minor,
    sum(CASE WHEN is_order THEN discount_minor ELSE 0 END) AS discount_minor,
    sum(CASE WHEN kind = 'return' THEN 1 ELSE 0 END) AS returns,
    sum(CASE WHEN kind = 'return' THEN abs(amount_minor) ELSE 0 END) AS returns_minor,
    sum(CASE WHEN kind = 'return' THEN abs(cost_minor) ELSE 0 END) AS returned_cost_minor,
    sum(CASE WHEN kind = 'contact' THEN 1 ELSE 0 END) AS contacts,
    sum(CASE WHEN kind = 'visit' THEN 1 ELSE 0 END) AS visits,
    sum(CASE WHEN is_order OR kind IN ('return', 'campaign') THEN 0 ELSE cost_minor END) AS serve_cost_minor,
    sum(CASE WHEN kind = 'campaign' THEN 1 ELSE 0 END) AS touches,
    max(CASE WHEN kind = 'open' THEN 1 ELSE 0 END) AS opened,
    max(CASE WHEN kind = 'click' THEN 1 ELSE 0 END) AS clicked,
    max(CASE WHEN kind = 'attend' THEN 1 ELSE 0 END) AS attended,
    max(CASE WHEN kind = 'follow' THEN 1 ELSE 0 END) AS followed,
    max(CASE WHEN kind = 'share' THEN 1 ELSE 0 END) AS shared
  FROM counted
  GROUP BY customer_no, by_value, local_day, CASE WHEN is_order THEN order_id END
),
-- one row is a customer's day
days AS (
  SELECT
    customer_no,
    by_value,
    local_day,
    max(block) AS block,
    sum(is_order) AS orders,
    sum(revenue_minor) AS revenue_minor,
    sum(cost_minor) AS cost_minor,
    sum(discount_minor) AS discount_minor,
    sum(returns) AS returns,
    sum(returns_minor) AS returns_minor,
    sum(returned_cost_minor) AS returned_cost_minor,
    sum(contacts) AS contacts,
    sum(visits) AS visits,
    sum(serve_cost_minor) AS serve_cost_minor,
    sum(touches) AS touches,
    max(opened) AS opened,
    max(clicked) AS clicked,
    max(attended) AS attended,
    max(followed) AS followed,
    max(shared) AS shared
  FROM orders
  GROUP BY customer_no, by_value, local_day
)
SELECT
  customer_no,
  CAST(block AS INTEGER) AS block,
  by_value,
  local_day,
  CAST(orders AS INTEGER) AS orders,
  CAST(revenue_minor AS BIGINT) AS revenue_minor,
  CAST(cost_minor AS BIGINT) AS cost_minor,
  CAST(discount_minor AS BIGINT) AS discount_minor,
  CAST(returns AS INTEGER) AS returns,
  CAST(returns_minor AS BIGINT) AS returns_minor,
  CAST(returned_cost_minor AS BIGINT) AS returned_cost_minor,
  CAST(contacts AS INTEGER) AS contacts,
  CAST(visits AS INTEGER) AS visits,
  CAST(serve_cost_minor AS BIGINT) AS serve_cost_minor,
  CAST(touches AS INTEGER) AS touches,
  CAST(opened AS INTEGER) AS opened,
  CAST(clicked AS INTEGER) AS clicked,
  CAST(attended AS INTEGER) AS attended,
  CAST(followed AS INTEGER) AS followed,
  CAST(shared AS INTEGER) AS shared,
  min(CASE WHEN orders > 0 THEN local_day END) OVER (PARTITION BY customer_no, by_value) AS first_order_day,
  max(CASE WHEN orders > 0 THEN local_day END) OVER (
    PARTITION BY customer_no, by_value ORDER BY local_day
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  ) AS previous_order_day
FROM days
ORDER BY customer_no, local_day
