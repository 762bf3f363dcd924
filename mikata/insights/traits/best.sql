-- one row is a customer who has bought, with what they spent in the last 12 months
WITH valued AS (
  SELECT
    d.customer_no AS customer_no,
    {group} AS by_value,
    sum(CASE WHEN d.local_day > add_days($as_of, -365) THEN d.revenue_minor ELSE 0 END) AS value
  FROM {days}
  WHERE d.orders > 0
    AND d.local_day <= $as_of
    AND ({where})
  GROUP BY d.customer_no, {group}
),
line AS (
  SELECT quantile(value, 0.9) AS value FROM valued
),
-- one row is a customer who has bought, and whether they are among the best tenth
outcomes AS (
  SELECT
    v.customer_no AS customer_no,
    v.by_value AS by_value,
    CASE WHEN v.value >= n.value AND v.value > 0 THEN 1 ELSE 0 END AS outcome
  FROM valued AS v
  CROSS JOIN line AS n
)
