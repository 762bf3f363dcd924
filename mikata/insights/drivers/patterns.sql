-- one row is a set of ratings that forms have, as a number: bit k for rating k
, patterns AS (
  SELECT {pattern} AS pattern FROM forms
)
SELECT pattern, count(*) AS forms
FROM patterns
GROUP BY pattern
ORDER BY 1
