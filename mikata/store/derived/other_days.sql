-- one row is a customer's day with anything but an order
WITH days AS (
  SELECT
    {person},
    max(block) AS block,
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
    count(CASE WHEN kind = 'share' THEN 1 END) AS shared,
    -- before a first order: somebody who thinks about it
    count(CASE WHEN kind IN ('cart', 'trial', 'contact') THEN 1 END) AS considered,
    count(CASE WHEN kind = 'refer' THEN 1 END) AS referred,
    count(CASE WHEN kind IN ('trouble', 'complaint', 'cancel', 'return') THEN 1 END) AS troubled
  FROM ({customer_actions}) AS done
  WHERE kind NOT IN ({activity})
  GROUP BY {person}, local_day
),
-- one row is a customer's day with an order, or with anything else
marked AS (
  SELECT {person}, local_day, 0 AS ordered FROM days
  UNION ALL
  SELECT {person}, local_day, 1 AS ordered FROM {order_days} AS o
),
-- one row is such a day with those around it
around AS (
  SELECT
    {person},
    local_day,
    ordered,
    previous_value(local_day) OVER (
      PARTITION BY {person} ORDER BY local_day, ordered DESC
    ) AS previous_day,
    min(CASE WHEN ordered = 1 THEN local_day END) OVER (
      PARTITION BY {person} ORDER BY local_day, ordered DESC
      ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
    ) AS next_order_day
  FROM marked
)
SELECT
  {person},
  CAST(block AS INTEGER) AS block,
  local_day,
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
  CASE WHEN considered > 0 THEN 1 ELSE 0 END AS considered,
  CASE WHEN referred > 0 THEN 1 ELSE 0 END AS referred,
  CASE WHEN troubled > 0 THEN 1 ELSE 0 END AS troubled,
  -- the day before with anything on it, which is the same day when there was an order too
  {previous_day} AS previous_day,
  -- the next day with an order
  {next_order_day} AS next_order_day
FROM days
{neighbours}
