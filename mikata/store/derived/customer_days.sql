-- one row is a customer's day with an order, and how many: the lines of one order count once
WITH order_days AS (
  SELECT customer_no, day_group, local_day, count(*) AS orders
  FROM (
    SELECT DISTINCT {unit} AS customer_no, {by} AS day_group, x.local_day AS local_day, x.order_id AS order_id
    FROM actions_now AS x
    LEFT JOIN identities_now AS l ON l.identity = x.identity
    INNER JOIN customer_ids AS n ON n.customer_id = coalesce(x.customer_id, l.customer_id)
    {joins}
    WHERE x.kind IN ({activity})
      AND ({condition})
  ) AS orders
  GROUP BY customer_no, day_group, local_day
),
-- one row is a customer's day with what it adds up to. Sums of whole minor units are exact in a
-- DOUBLE (below 2^53), and take a third of the room of a wide integer.
days AS (
  SELECT
    {unit} AS customer_no,
    max({block}) AS block,
    {by} AS day_group,
    x.local_day AS local_day,
    sum(CASE WHEN x.kind IN ({activity}) THEN 1e0 * x.amount_minor END) AS revenue_minor,
    sum(CASE WHEN x.kind IN ({activity}) THEN 1e0 * x.cost_minor END) AS cost_minor,
    sum(CASE WHEN x.kind IN ({activity}) THEN 1e0 * x.discount_minor END) AS discount_minor,
    sum(CASE WHEN x.kind = 'return' THEN abs(1e0 * x.amount_minor) END) AS returns_minor,
    sum(CASE WHEN x.kind IN ({activity}) OR x.kind IN ('return', 'campaign') THEN NULL
             ELSE 1e0 * x.cost_minor END) AS serve_cost_minor,
    count(CASE WHEN x.kind = 'return' THEN 1 END) AS returns,
    count(CASE WHEN x.kind = 'contact' THEN 1 END) AS contacts,
    count(CASE WHEN x.kind = 'visit' THEN 1 END) AS visits,
    count(CASE WHEN x.kind = 'campaign' THEN 1 END) AS touches,
    count(CASE WHEN x.kind = 'open' THEN 1 END) AS opened,
    count(CASE WHEN x.kind = 'click' THEN 1 END) AS clicked,
    count(CASE WHEN x.kind = 'attend' THEN 1 END) AS attended,
    count(CASE WHEN x.kind = 'follow' THEN 1 END) AS followed,
    count(CASE WHEN x.kind = 'share' THEN 1 END) AS shared
  FROM actions_now AS x
  LEFT JOIN identities_now AS l ON l.identity = x.identity
  INNER JOIN customer_ids AS n ON n.customer_id = coalesce(x.customer_id, l.customer_id)
  {joins}
  WHERE {condition}
  GROUP BY {unit}, {by}, x.local_day
),
counted AS (
  SELECT d.*, coalesce(o.orders, 0) AS orders
  FROM days AS d
  LEFT JOIN order_days AS o
    ON o.customer_no = d.customer_no
    AND o.local_day = d.local_day
    -- a group may be NULL
    AND coalesce(o.day_group, '') = coalesce(d.day_group, '')
    AND (o.day_group IS NULL) = (d.day_group IS NULL)
)
SELECT
  customer_no,
  CAST(block AS INTEGER) AS block,
  day_group,
  local_day,
  CAST(orders AS INTEGER) AS orders,
  CAST(coalesce(revenue_minor, 0) AS BIGINT) AS revenue_minor,
  CAST(coalesce(cost_minor, 0) AS BIGINT) AS cost_minor,
  CAST(coalesce(discount_minor, 0) AS BIGINT) AS discount_minor,
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
  min(CASE WHEN orders > 0 THEN local_day END) OVER (PARTITION BY customer_no, day_group) AS first_order_day,
  max(CASE WHEN orders > 0 THEN local_day END) OVER (
    PARTITION BY customer_no, day_group ORDER BY local_day
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  ) AS previous_order_day
FROM counted
