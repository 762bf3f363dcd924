,
-- one row is a moment with the level of each trait; CTE followed has what came after as y_0, y_1 ...
traits AS (
  SELECT
    {moment_columns},
    coalesce(h.channel, '') AS channel,
    CASE WHEN m.lag <= 3 THEN m.lag WHEN m.lag <= 7 THEN 4 WHEN m.lag <= 14 THEN 5
         WHEN m.lag <= 30 THEN 6 WHEN m.lag <= 90 THEN 7 ELSE 8 END AS lag_level,
    CASE WHEN m.gap = 0 THEN 0 WHEN m.gap <= 7 THEN 1 WHEN m.gap <= 14 THEN 2 WHEN m.gap <= 30 THEN 3
         WHEN m.gap <= 60 THEN 4 WHEN m.gap <= 120 THEN 5 ELSE 6 END AS gap_level,
    CASE WHEN m.bought = 1 THEN 0 WHEN m.age <= 7 * (m.bought - 1) THEN 1 WHEN m.age <= 14 * (m.bought - 1) THEN 2
         WHEN m.age <= 30 * (m.bought - 1) THEN 3 WHEN m.age <= 60 * (m.bought - 1) THEN 4
         WHEN m.age <= 120 * (m.bought - 1) THEN 5 ELSE 6 END AS pace_level,
    CASE WHEN m.bought <= 2 THEN m.bought WHEN m.bought <= 4 THEN 3 WHEN m.bought <= 8 THEN 4
         WHEN m.bought <= 16 THEN 5 ELSE 6 END AS bought_level,
    CASE WHEN m.spent < 1 THEN 0 ELSE CAST(floor(log2(m.spent) + 1e-9) AS BIGINT) END AS spent_level,
    CASE WHEN m.age = 0 THEN 0 WHEN m.age <= 30 THEN 1 WHEN m.age <= 90 THEN 2 WHEN m.age <= 180 THEN 3
         WHEN m.age <= 365 THEN 4 WHEN m.age <= 730 THEN 5 ELSE 6 END AS age_level,
    month_no(m.index_day) AS month,
    coalesce(s.region_no, 0) AS region_no,
    coalesce(s.channel_no, 0) AS source_no,
    ln(1 + m.gap) AS log_gap,
    ln(m.bought) AS log_bought,
    ln(1 + m.spent) AS log_spent,
    ln(1 + m.age) AS log_age
  FROM followed AS m
  LEFT JOIN channels AS h ON h.customer_no = m.customer_no AND h.local_day = m.order_day
  INNER JOIN customer_summary AS s ON s.customer_no = m.customer_no
)
-- one row is the moments that are alike in what is told apart and in every trait
SELECT
  {moment_keys},
  channel, lag_level, gap_level, pace_level, bought_level, spent_level, age_level, month, region_no, source_no,
  count(*) AS moments,
  sum(log_gap), sum(log_gap * log_gap), sum(log_bought), sum(log_bought * log_bought),
  sum(log_spent), sum(log_spent * log_spent), sum(log_age), sum(log_age * log_age),
  {moment_sums}
FROM traits
GROUP BY {moment_keys},
  channel, lag_level, gap_level, pace_level, bought_level, spent_level, age_level, month, region_no, source_no
ORDER BY {moment_keys},
  channel, lag_level, gap_level, pace_level, bought_level, spent_level, age_level, month, region_no, source_no
