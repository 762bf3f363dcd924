-- one row is a customer of the cohort who bought in the period
WITH buyers AS (
  SELECT
    {unit} AS customer_no,
    max(d.local_day) AS local_day,
    sum(d.orders) AS orders,
    sum(d.revenue_minor) AS revenue_minor
  FROM {days}
  WHERE d.orders > 0
    AND {grain}_no(d.first_order_day) = $key_cohort
    AND d.first_order_day >= $start
    AND {grain}_no(d.local_day) = $key_period
    AND d.local_day <= $end
    AND ({by} = $key_by OR ({by} IS NULL AND $key_by IS NULL))
    AND ({where})
  GROUP BY {unit}
)
SELECT
  p.customer_id AS customer_id,
  p.name AS name,
  b.local_day AS local_day,
  b.orders AS orders,
  b.revenue_minor AS revenue,
  count(*) OVER () AS total
FROM buyers AS b
INNER JOIN {persons} AS p ON p.customer_no = b.customer_no
ORDER BY b.revenue_minor DESC, p.customer_id
LIMIT $limit OFFSET $offset
