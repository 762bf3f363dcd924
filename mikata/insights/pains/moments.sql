-- one row is what a known customer said on a day, of those who are looked at; the year after it is known
WITH said AS (
  SELECT
    {remark_group} AS by_value,
    a.customer_no AS customer_no,
    a.local_day AS local_day,
    a.themes AS themes
  FROM {remarks}
  WHERE {counted}
    AND a.customer_no IS NOT NULL
    AND NOT a.anonymous
    AND a.local_day <= add_days($as_of, -365)
    AND a.customer_no % $customers_of = 0
),
looked_at AS (
  SELECT n.customer_id AS customer_id, n.customer_no AS customer_no
  FROM customer_ids AS n
  WHERE n.customer_no IN (SELECT customer_no FROM said)
),
{occasions},
-- one row is such a remark with the last day bought before it
spoken AS (
  SELECT
    s.by_value AS by_value,
    s.customer_no AS customer_no,
    s.local_day AS index_day,
    s.themes AS themes,
    max(o.order_day) AS order_day
  FROM said AS s
  INNER JOIN occasions AS o ON o.customer_no = s.customer_no AND o.order_day <= s.local_day
  GROUP BY s.by_value, s.customer_no, s.local_day, s.themes
),
-- one row is a day on which somebody spoke
days_spoken AS (
  SELECT DISTINCT customer_no, index_day
  FROM spoken
),
-- one row is such a day with how content they had been, as a place on the scale from -1 to 1
before AS (
  SELECT
    s.customer_no AS customer_no,
    s.index_day AS index_day,
    avg((2e0 * (a.score - a.scale_low) / nullif(a.scale_high - a.scale_low, 0) - 1)
      * CASE WHEN a.higher_is_better THEN 1 ELSE -1 END) AS rating
  FROM days_spoken AS s
  INNER JOIN answers AS a ON a.customer_no = s.customer_no AND a.local_day < s.index_day
  WHERE a.counts = 1
    AND a.touchpoint = ''
    AND NOT a.anonymous
  GROUP BY s.customer_no, s.index_day
),
-- one row is such a day with what was bought in the 12 months after it, less discounts and returns
after AS (
  SELECT
    s.customer_no AS customer_no,
    s.index_day AS index_day,
    1e0 * sum(d.revenue_minor - d.discount_minor - d.returns_minor) AS sales
  FROM days_spoken AS s
  INNER JOIN customer_days AS d ON d.customer_no = s.customer_no
  WHERE d.local_day > s.index_day
    AND d.local_day <= add_days(s.index_day, 365)
  GROUP BY s.customer_no, s.index_day
),
-- one row is such a remark with the life before it, how content they had been, and what they bought after
followed AS (
  SELECT
    s.customer_no AS customer_no,
    o.block AS block,
    s.by_value AS by_value,
    s.themes AS themes,
    s.order_day AS order_day,
    s.index_day AS index_day,
    days_between(s.order_day, s.index_day) AS lag,
    o.gap AS gap,
    o.age AS age,
    o.bought AS bought,
    o.spent AS spent,
    -- the words of NPS on 0 to 10, those below in two
    CASE WHEN b.rating IS NULL THEN 0 WHEN b.rating < -1e-9 THEN 1 WHEN b.rating < 0.4 - 1e-9 THEN 2
         WHEN b.rating < 0.8 - 1e-9 THEN 3 ELSE 4 END AS content,
    coalesce(f.sales, 0e0) AS y_0
  FROM spoken AS s
  INNER JOIN occasions AS o ON o.customer_no = s.customer_no AND o.order_day = s.order_day
  LEFT JOIN before AS b ON b.customer_no = s.customer_no AND b.index_day = s.index_day
  LEFT JOIN after AS f ON f.customer_no = s.customer_no AND f.index_day = s.index_day
)
