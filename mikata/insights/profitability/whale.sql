-- one row is a customer's profit in the window
WITH earned AS (
  SELECT
    d.customer_no AS customer_no,
    sum(d.revenue_minor - d.cost_minor - d.returns_minor - d.discount_minor - d.serve_cost_minor) AS profit_minor
  FROM {days}
  WHERE d.local_day >= $start
    AND d.local_day <= $end
    AND ({where})
  GROUP BY d.customer_no
),
-- one row is a customer with their place, the most profitable first
placed AS (
  SELECT
    profit_minor,
    row_number() OVER (ORDER BY profit_minor DESC, customer_no) AS place,
    count(*) OVER () AS customers
  FROM earned
)
-- one row is a twentieth of the customers
SELECT
  CAST(floor((place - 1) * 20 / customers) AS BIGINT) + 1 AS twentieth,
  count(*) AS customers,
  sum(profit_minor) AS profit_minor,
  sum(CASE WHEN profit_minor < 0 THEN 1 ELSE 0 END) AS losing
FROM placed
GROUP BY CAST(floor((place - 1) * 20 / customers) AS BIGINT) + 1
ORDER BY twentieth
