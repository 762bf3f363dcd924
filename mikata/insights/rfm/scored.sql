-- one row is a customer who has bought by as_of
WITH lives AS (
  SELECT
    d.customer_no AS customer_no,
    {group} AS by_value,
    max(d.local_day) AS last_day,
    count(*) AS occasions,
    sum(d.revenue_minor) AS revenue_minor
  FROM {days}
  WHERE d.orders > 0
    AND d.local_day <= $as_of
    AND ({where})
  GROUP BY d.customer_no, {group}
),
everyone AS (
  SELECT count(*) AS customers FROM lives
),
-- one row is a last day, a number of occasions or a sum, with how many customers are at or below it
last_days AS (
  SELECT last_day, sum(people) OVER (ORDER BY last_day) AS place
  FROM (SELECT last_day, count(*) AS people FROM lives GROUP BY last_day) AS counted
),
often AS (
  SELECT occasions, sum(people) OVER (ORDER BY occasions) AS place
  FROM (SELECT occasions, count(*) AS people FROM lives GROUP BY occasions) AS counted
),
sums AS (
  SELECT revenue_minor, sum(people) OVER (ORDER BY revenue_minor) AS place
  FROM (SELECT revenue_minor, count(*) AS people FROM lives GROUP BY revenue_minor) AS counted
),
-- one row is a customer with three scores, 5 the best; whole numbers: (5 rank + n - 1) div n
scored AS (
  SELECT
    v.customer_no AS customer_no,
    v.by_value AS by_value,
    days_between(v.last_day, $as_of) AS recency_days,
    v.occasions AS occasions,
    v.revenue_minor AS revenue_minor,
    CAST(floor((5 * l.place + e.customers - 1) / e.customers) AS BIGINT) AS recency,
    CAST(floor((5 * o.place + e.customers - 1) / e.customers) AS BIGINT) AS frequency,
    CAST(floor((5 * s.place + e.customers - 1) / e.customers) AS BIGINT) AS monetary
  FROM lives AS v
  CROSS JOIN everyone AS e
  INNER JOIN last_days AS l ON l.last_day = v.last_day
  INNER JOIN often AS o ON o.occasions = v.occasions
  INNER JOIN sums AS s ON s.revenue_minor = v.revenue_minor
)
