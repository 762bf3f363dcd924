-- one row is a customer who has bought by as_of
WITH lives AS (
  SELECT
    d.customer_no AS customer_no,
    {by} AS by_value,
    days_between(max(d.local_day), $as_of) AS recency_days,
    count(*) AS occasions,
    sum(d.revenue_minor) AS revenue_minor
  FROM {days}
  WHERE d.orders > 0
    AND d.local_day <= $as_of
    AND ({where})
  GROUP BY d.customer_no, {by}
),
-- one row is a customer with the number of customers up to their value, equal ones included
ranked AS (
  SELECT
    *,
    count(*) OVER (ORDER BY recency_days DESC RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS recency_rank,
    count(*) OVER (ORDER BY occasions RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS frequency_rank,
    count(*) OVER (ORDER BY revenue_minor RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS monetary_rank,
    count(*) OVER () AS customers
  FROM lives
),
-- one row is a customer with three scores, 5 the best; whole numbers: (5 rank + n - 1) div n
scored AS (
  SELECT
    *,
    CAST(floor((5 * recency_rank + customers - 1) / customers) AS BIGINT) AS recency,
    CAST(floor((5 * frequency_rank + customers - 1) / customers) AS BIGINT) AS frequency,
    CAST(floor((5 * monetary_rank + customers - 1) / customers) AS BIGINT) AS monetary
  FROM ranked
)
