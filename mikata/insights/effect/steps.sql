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
-- one row is a compared moment with the level of each trait, and how each step differs from the last before
traits AS (
  SELECT
    m.by_value AS by_value,
    m.block AS block,
    m.treated AS treated,
    coalesce(h.channel, '') AS channel,
    {levels},
    ln(1 + m.gap) AS log_gap,
    ln(m.bought) AS log_bought,
    ln(1 + m.spent) AS log_spent,
    ln(1 + m.age) AS log_age,
    t.before_6 - t.before_1 AS before_6,
    t.before_5 - t.before_1 AS before_5,
    t.before_4 - t.before_1 AS before_4,
    t.before_3 - t.before_1 AS before_3,
    t.before_2 - t.before_1 AS before_2,
    t.after_0 - t.before_1 AS after_0,
    t.after_1 - t.before_1 AS after_1,
    t.after_2 - t.before_1 AS after_2,
    t.after_3 - t.before_1 AS after_3,
    t.after_4 - t.before_1 AS after_4,
    t.after_5 - t.before_1 AS after_5
  FROM compared AS m
  INNER JOIN steps AS t ON t.customer_no = m.customer_no AND t.order_day = m.order_day
  LEFT JOIN channels AS h ON h.customer_no = m.customer_no AND h.local_day = m.order_day
  INNER JOIN customer_summary AS s ON s.customer_no = m.customer_no
)
-- one row is the moments of a block that are alike in every trait
SELECT
  by_value, block, treated, 1 AS followed_180,
  channel, lag_level, gap_level, pace_level, bought_level, spent_level, age_level, month, region_no, source_no,
  count(*) AS moments,
  sum(log_gap), sum(log_gap * log_gap), sum(log_bought), sum(log_bought * log_bought),
  sum(log_spent), sum(log_spent * log_spent), sum(log_age), sum(log_age * log_age),
  sum(before_6), sum(before_5), sum(before_4), sum(before_3), sum(before_2),
  sum(after_0), sum(after_1), sum(after_2), sum(after_3), sum(after_4), sum(after_5)
FROM traits
GROUP BY by_value, block, treated, channel, lag_level, gap_level, pace_level, bought_level, spent_level, age_level, month, region_no, source_no
ORDER BY by_value, block, treated, channel, lag_level, gap_level, pace_level, bought_level, spent_level, age_level, month, region_no, source_no
