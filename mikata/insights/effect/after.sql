,
-- one row is a compared moment within 90 days of which somebody recommended us
told AS (
  SELECT DISTINCT m.customer_no AS customer_no, m.order_day AS order_day
  FROM {source} AS m
  INNER JOIN (
{tells}
  ) AS t ON t.customer_no = m.customer_no
  WHERE t.local_day > m.index_day
    AND t.local_day <= add_days(m.index_day, 90)
),
-- one row is a compared moment within 90 days of which somebody spoke badly of us
warned AS (
  SELECT DISTINCT m.customer_no AS customer_no, m.order_day AS order_day
  FROM {source} AS m
  INNER JOIN (
    SELECT a.customer_no AS customer_no, a.local_day AS local_day
    FROM answers AS a
    WHERE a.customer_no IS NOT NULL AND a.counts = 1 AND a.touchpoint = '' AND NOT a.anonymous AND ({low})
    UNION ALL
    SELECT a.customer_no AS customer_no, a.local_day AS local_day
    FROM remarks AS a
    WHERE a.customer_no IS NOT NULL AND a.ours = 1 AND a.label = -1 AND NOT a.anonymous
  ) AS t ON t.customer_no = m.customer_no
  WHERE t.local_day > m.index_day
    AND t.local_day <= add_days(m.index_day, 90)
),
-- one row is a compared moment with what followed
followed AS (
  SELECT
    m.customer_no AS customer_no,
    m.block AS block,
    m.by_value AS by_value,
    m.order_day AS order_day,
    m.index_day AS index_day,
    m.next_day AS next_day,
    m.treated AS treated,
    -- somebody has a first experience once
    CASE WHEN m.treated = 1 THEN m.customer_no ELSE 0 END AS person,
    m.lag AS lag,
    m.gap AS gap,
    m.age AS age,
    m.bought AS bought,
    m.spent AS spent,
    CASE WHEN m.index_day <= add_days($as_of, -180) THEN 1 ELSE 0 END AS followed_180,
    CASE WHEN m.next_day <= add_days(m.index_day, 90) THEN 1 ELSE 0 END AS y_0,
    CASE WHEN t.customer_no IS NULL THEN 0 ELSE 1 END AS y_1,
    CASE WHEN w.customer_no IS NULL THEN 0 ELSE 1 END AS y_2,
    CASE WHEN m.next_day <= add_days(m.index_day, 180) THEN 0 ELSE 1 END AS y_3,
    CASE WHEN m.next_day <= add_days(m.index_day, 180) THEN days_between(m.index_day, m.next_day) ELSE 180 END AS y_4
  FROM {source} AS m
  LEFT JOIN told AS t ON t.customer_no = m.customer_no AND t.order_day = m.order_day
  LEFT JOIN warned AS w ON w.customer_no = m.customer_no AND w.order_day = m.order_day
)
