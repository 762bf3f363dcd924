-- one row is a remark that counts; near duplicates, which few are, are one
WITH said AS (
  SELECT
    {group} AS by_value,
    a.block AS block,
    a.themes AS themes,
    a.sentiment AS sentiment,
    a.rating AS rating,
    1 AS copies
  FROM {remarks}
  WHERE {counted}
    AND a.alike NOT IN (SELECT alike FROM alike_shared)
  UNION ALL
  SELECT {group}, min(a.block), min(a.themes), avg(a.sentiment), avg(a.rating), count(*)
  FROM {remarks}
  WHERE {counted}
    AND a.alike IN (SELECT alike FROM alike_shared)
  GROUP BY {group}, a.alike
)
-- one row is a set of themes in a block of customers, with the sums that the regression needs
SELECT
  by_value,
  block,
  themes,
  count(*) AS remarks,
  -- how bad it was, of those that were bad
  sum(CASE WHEN sentiment < 0 THEN -sentiment ELSE 0 END) AS badness,
  count(rating) AS rated,
  sum(rating) AS rating,
  sum(copies) AS copies
FROM said
GROUP BY by_value, block, themes
ORDER BY by_value, block, themes
