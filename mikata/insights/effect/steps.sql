,
-- one row is a compared moment with whether anything was bought in each 30 days around it; the day bought
-- just before it is the moment itself
steps AS (
  SELECT
    m.customer_no AS customer_no,
    m.order_day AS order_day,
    max(CASE WHEN b.order_day >= add_days(m.order_day, -180) AND b.order_day < add_days(m.order_day, -150)
      THEN 1 ELSE 0 END) AS before_6,
    max(CASE WHEN b.order_day >= add_days(m.order_day, -150) AND b.order_day < add_days(m.order_day, -120)
      THEN 1 ELSE 0 END) AS before_5,
    max(CASE WHEN b.order_day >= add_days(m.order_day, -120) AND b.order_day < add_days(m.order_day, -90)
      THEN 1 ELSE 0 END) AS before_4,
    max(CASE WHEN b.order_day >= add_days(m.order_day, -90) AND b.order_day < add_days(m.order_day, -60)
      THEN 1 ELSE 0 END) AS before_3,
    max(CASE WHEN b.order_day >= add_days(m.order_day, -60) AND b.order_day < add_days(m.order_day, -30)
      THEN 1 ELSE 0 END) AS before_2,
    max(CASE WHEN b.order_day >= add_days(m.order_day, -30) AND b.order_day < add_days(m.order_day, -0)
      THEN 1 ELSE 0 END) AS before_1,
    max(CASE WHEN b.order_day > add_days(m.index_day, 0) AND b.order_day <= add_days(m.index_day, 30)
      THEN 1 ELSE 0 END) AS after_0,
    max(CASE WHEN b.order_day > add_days(m.index_day, 30) AND b.order_day <= add_days(m.index_day, 60)
      THEN 1 ELSE 0 END) AS after_1,
    max(CASE WHEN b.order_day > add_days(m.index_day, 60) AND b.order_day <= add_days(m.index_day, 90)
      THEN 1 ELSE 0 END) AS after_2,
    max(CASE WHEN b.order_day > add_days(m.index_day, 90) AND b.order_day <= add_days(m.index_day, 120)
      THEN 1 ELSE 0 END) AS after_3,
    max(CASE WHEN b.order_day > add_days(m.index_day, 120) AND b.order_day <= add_days(m.index_day, 150)
      THEN 1 ELSE 0 END) AS after_4,
    max(CASE WHEN b.order_day > add_days(m.index_day, 150) AND b.order_day <= add_days(m.index_day, 180)
      THEN 1 ELSE 0 END) AS after_5
  FROM compared AS m
  INNER JOIN occasions AS b ON b.customer_no = m.customer_no
  WHERE m.index_day <= add_days($as_of, -180)
    AND (b.by_value = m.by_value OR (b.by_value IS NULL AND m.by_value IS NULL))
  GROUP BY m.customer_no, m.order_day
),
-- one row is a compared moment with each 30 days around it, less the last before
followed AS (
  SELECT
    m.customer_no AS customer_no,
    m.block AS block,
    m.by_value AS by_value,
    m.order_day AS order_day,
    m.index_day AS index_day,
    m.next_day AS next_day,
    m.treated AS treated,
    m.lag AS lag,
    m.gap AS gap,
    m.age AS age,
    m.bought AS bought,
    m.spent AS spent,
    1 AS followed_180,
    t.before_6 - t.before_1 AS y_0,
    t.before_5 - t.before_1 AS y_1,
    t.before_4 - t.before_1 AS y_2,
    t.before_3 - t.before_1 AS y_3,
    t.before_2 - t.before_1 AS y_4,
    t.after_0 - t.before_1 AS y_5,
    t.after_1 - t.before_1 AS y_6,
    t.after_2 - t.before_1 AS y_7,
    t.after_3 - t.before_1 AS y_8,
    t.after_4 - t.before_1 AS y_9,
    t.after_5 - t.before_1 AS y_10
  FROM compared AS m
  INNER JOIN steps AS t ON t.customer_no = m.customer_no AND t.order_day = m.order_day
)
