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
-- one row is a compared moment with the level of each trait, and what followed
traits AS (
  SELECT
    m.by_value AS by_value,
    m.block AS block,
    m.treated AS treated,
    CASE WHEN m.index_day <= add_days($as_of, -180) THEN 1 ELSE 0 END AS followed_180,
    coalesce(h.channel, '') AS channel,
    {levels},
    ln(1 + m.gap) AS log_gap,
    ln(m.bought) AS log_bought,
    ln(1 + m.spent) AS log_spent,
    ln(1 + m.age) AS log_age,
    CASE WHEN m.next_day <= add_days(m.index_day, 90) THEN 1 ELSE 0 END AS buys,
    CASE WHEN m.next_day <= add_days(m.index_day, 180) THEN 0 ELSE 1 END AS stops,
    CASE WHEN m.next_day <= add_days(m.index_day, 180) THEN days_between(m.index_day, m.next_day) ELSE 180 END AS days,
    CASE WHEN t.customer_no IS NULL THEN 0 ELSE 1 END AS tells,
    CASE WHEN w.customer_no IS NULL THEN 0 ELSE 1 END AS warns
  FROM {source} AS m
  LEFT JOIN channels AS h ON h.customer_no = m.customer_no AND h.local_day = m.order_day
  LEFT JOIN told AS t ON t.customer_no = m.customer_no AND t.order_day = m.order_day
  LEFT JOIN warned AS w ON w.customer_no = m.customer_no AND w.order_day = m.order_day
  INNER JOIN customer_summary AS s ON s.customer_no = m.customer_no
)
-- one row is the moments of a block that are alike in every trait
SELECT
  by_value, block, treated, followed_180,
  channel, lag_level, gap_level, pace_level, bought_level, spent_level, age_level, month, region_no, source_no,
  count(*) AS moments,
  sum(log_gap), sum(log_gap * log_gap), sum(log_bought), sum(log_bought * log_bought),
  sum(log_spent), sum(log_spent * log_spent), sum(log_age), sum(log_age * log_age),
  sum(buys), sum(tells), sum(warns), sum(stops), sum(days)
FROM traits
GROUP BY by_value, block, treated, followed_180,
  channel, lag_level, gap_level, pace_level, bought_level, spent_level, age_level, month, region_no, source_no
ORDER BY by_value, block, treated, followed_180,
  channel, lag_level, gap_level, pace_level, bought_level, spent_level, age_level, month, region_no, source_no
