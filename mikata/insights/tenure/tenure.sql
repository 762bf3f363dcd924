-- one row is the active customers of a period, by whole years since their first order, of one age
WITH bands AS (
  SELECT
    s.period_no AS period,
    {by_value} AS by_value,
    s.years AS years,
    s.age AS age,
    sum(s.customers) AS customers
  FROM {tenure_sums} AS s
  GROUP BY s.period_no, {by_value}, s.years, s.age
),
-- one row is an age with the number of customers up to it, and of all whose age is known
placed AS (
  SELECT
    period,
    by_value,
    years,
    age,
    customers,
    sum(CASE WHEN age IS NULL THEN 0 ELSE customers END) OVER (
      PARTITION BY period, by_value, years ORDER BY coalesce(age, 1000)) AS place,
    sum(CASE WHEN age IS NULL THEN 0 ELSE customers END) OVER (PARTITION BY period, by_value, years) AS known
  FROM bands
  WHERE customers > 0
)
SELECT
  period,
  by_value,
  years,
  sum(customers) AS customers,
  (min(CASE WHEN 2 * place >= known THEN age END) + min(CASE WHEN 2 * place > known THEN age END)) / 2e0 AS median_age
FROM placed
GROUP BY period, by_value, years
ORDER BY period, by_value, years
