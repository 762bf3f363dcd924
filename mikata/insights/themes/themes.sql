-- one row is a remark that counts; near duplicates, which few are, are one
WITH said AS (
  SELECT
    {period} AS period,
    {group} AS by_value,
    a.themes AS themes,
    a.sentiment AS sentiment,
    1 AS copies
  FROM {remarks}
  WHERE {counted}
    AND a.alike NOT IN (SELECT alike FROM alike_shared)
  UNION ALL
  SELECT {period}, {group}, min(a.themes), avg(a.sentiment), count(*)
  FROM {remarks}
  WHERE {counted}
    AND a.alike IN (SELECT alike FROM alike_shared)
  GROUP BY {period}, {group}, a.alike
)
-- one row is a set of themes with how many remarks of a period and group have it
SELECT
  period,
  by_value,
  themes,
  count(*) AS remarks,
  sum(sentiment) AS sentiment,
  sum(copies) AS copies
FROM said
GROUP BY period, by_value, themes
ORDER BY period, by_value, themes
