-- one row is a customer who has bought by as_of
WITH lives AS (
  {lives}
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
-- one row is where the scores 2 to 5 begin: the score is (5 place + n - 1) div n, so it passes k
-- where 5 place > k n
recency_steps AS (
  SELECT
    min(CASE WHEN 5 * place > e.customers THEN last_day END) AS two,
    min(CASE WHEN 5 * place > 2 * e.customers THEN last_day END) AS three,
    min(CASE WHEN 5 * place > 3 * e.customers THEN last_day END) AS four,
    min(CASE WHEN 5 * place > 4 * e.customers THEN last_day END) AS five
  FROM last_days
  CROSS JOIN everyone AS e
),
frequency_steps AS (
  SELECT
    min(CASE WHEN 5 * place > e.customers THEN occasions END) AS two,
    min(CASE WHEN 5 * place > 2 * e.customers THEN occasions END) AS three,
    min(CASE WHEN 5 * place > 3 * e.customers THEN occasions END) AS four,
    min(CASE WHEN 5 * place > 4 * e.customers THEN occasions END) AS five
  FROM often
  CROSS JOIN everyone AS e
),
monetary_steps AS (
  SELECT
    min(CASE WHEN 5 * place > e.customers THEN revenue_minor END) AS two,
    min(CASE WHEN 5 * place > 2 * e.customers THEN revenue_minor END) AS three,
    min(CASE WHEN 5 * place > 3 * e.customers THEN revenue_minor END) AS four,
    min(CASE WHEN 5 * place > 4 * e.customers THEN revenue_minor END) AS five
  FROM sums
  CROSS JOIN everyone AS e
),
-- one row is a customer with three scores, 5 the best
scored AS (
  SELECT
    v.customer_no AS customer_no,
    v.by_value AS by_value,
    days_between(v.last_day, $as_of) AS recency_days,
    v.occasions AS occasions,
    v.revenue_minor AS revenue_minor,
    CASE WHEN v.last_day >= r.five THEN 5 WHEN v.last_day >= r.four THEN 4 WHEN v.last_day >= r.three THEN 3
         WHEN v.last_day >= r.two THEN 2 ELSE 1 END AS recency,
    CASE WHEN v.occasions >= f.five THEN 5 WHEN v.occasions >= f.four THEN 4 WHEN v.occasions >= f.three THEN 3
         WHEN v.occasions >= f.two THEN 2 ELSE 1 END AS frequency,
    CASE WHEN v.revenue_minor >= m.five THEN 5 WHEN v.revenue_minor >= m.four THEN 4 WHEN v.revenue_minor >= m.three THEN 3
         WHEN v.revenue_minor >= m.two THEN 2 ELSE 1 END AS monetary
  FROM lives AS v
  CROSS JOIN recency_steps AS r
  CROSS JOIN frequency_steps AS f
  CROSS JOIN monetary_steps AS m
)
