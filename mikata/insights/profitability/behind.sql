-- one row is a customer with what they brought and cost in the period
WITH earned AS (
  SELECT
    d.customer_no AS customer_no,
    sum(d.revenue_minor) AS revenue_minor,
    sum(d.revenue_minor - d.cost_minor - d.returns_minor - d.discount_minor) AS margin_minor,
    sum(d.serve_cost_minor) AS serve_cost_minor
  FROM {days}
  WHERE d.local_day >= $key_start
    AND d.local_day <= $key_end
    AND ($key_twentieth > 0 OR {by} = $key_by OR ({by} IS NULL AND $key_by IS NULL))
    AND ({where})
  GROUP BY d.customer_no
),
-- one row is a customer with their twentieth, as in whale.sql
placed AS (
  SELECT
    *,
    CAST(floor((row_number() OVER (ORDER BY margin_minor - serve_cost_minor DESC, customer_no) - 1) * 20
      / count(*) OVER ()) AS BIGINT) + 1 AS twentieth
  FROM earned
)
SELECT
  p.customer_id AS customer_id,
  p.name AS name,
  e.revenue_minor AS revenue,
  e.serve_cost_minor AS cost_to_serve,
  e.margin_minor - e.serve_cost_minor AS profit,
  count(*) OVER () AS total
FROM placed AS e
INNER JOIN {persons} AS p ON p.customer_no = e.customer_no
WHERE ($key_twentieth = 0 OR e.twentieth = $key_twentieth)
-- those who cost more than they bring come first: it is they who are looked for
ORDER BY e.margin_minor - e.serve_cost_minor, p.customer_id
LIMIT $limit OFFSET $offset
