,
-- one row is a compared moment with the day bought that a false date falls on: 91 days before it, or more
earlier AS (
  SELECT m.customer_no AS customer_no, m.order_day AS real_day, m.by_value AS by_value, max(o.order_day) AS order_day
  FROM compared AS m
  INNER JOIN occasions AS o ON o.customer_no = m.customer_no
  WHERE o.order_day <= add_days(m.order_day, -91)
    AND (o.by_value = m.by_value OR (o.by_value IS NULL AND m.by_value IS NULL))
  GROUP BY m.customer_no, m.order_day, m.by_value
),
-- one row is that day, with the life before it: nothing has happened yet to anybody
placebo AS (
  SELECT
    m.customer_no AS customer_no,
    m.block AS block,
    m.by_value AS by_value,
    o.order_day AS order_day,
    add_days(o.order_day, m.lag) AS index_day,
    o.next_day AS next_day,
    m.treated AS treated,
    m.lag AS lag,
    o.gap AS gap,
    o.age AS age,
    o.bought AS bought,
    o.spent AS spent
  FROM compared AS m
  INNER JOIN earlier AS e ON e.customer_no = m.customer_no AND e.real_day = m.order_day
  INNER JOIN occasions AS o ON o.customer_no = e.customer_no AND o.order_day = e.order_day
  WHERE o.next_day > add_days(o.order_day, m.lag)
    AND (o.by_value = m.by_value OR (o.by_value IS NULL AND m.by_value IS NULL))
    AND (e.by_value = m.by_value OR (e.by_value IS NULL AND m.by_value IS NULL))
)
