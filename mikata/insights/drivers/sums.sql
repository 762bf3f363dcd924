-- one row is a form that has every rating
, complete AS (
  SELECT
    by_value,
    block,
    y,
    CASE WHEN $weights = 1 THEN given_weight ELSE 1 END AS w,
    CASE WHEN $weights = 1 THEN weighted ELSE 0 END AS weighted,
    {terms}
  FROM forms
  WHERE {complete}
)
-- one row is a block of customers of a group
SELECT
  by_value,
  block,
  count(*) AS n,
  sum(weighted) AS weighted,
  {sums}
FROM complete
GROUP BY by_value, block
ORDER BY by_value, block
