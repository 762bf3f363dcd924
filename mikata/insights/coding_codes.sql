,
-- one row is a customer with a code below 32 for each attribute, 0 where it is not known
coded AS (
  SELECT
    by_value,
    customer_no - customer_no % 12 AS word,
    CAST(power(32e0, customer_no % 12) AS BIGINT) AS scale,
    standing,
    {tenure_code} AS tenure_code
    {codes}
  FROM people
)
-- one row is the codes of twelve customers: five bits each
SELECT
  by_value,
  CAST(sum(scale * standing) AS BIGINT) AS standing,
  CAST(sum(scale * tenure_code) AS BIGINT) AS tenure_code
  {sums}
FROM coded
GROUP BY by_value, word
ORDER BY by_value, word
