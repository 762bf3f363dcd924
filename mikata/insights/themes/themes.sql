-- one row is a remark that counts; near duplicates are one
WITH said AS (
  SELECT
    {period} AS period,
    {group} AS by_value,
    a.alike AS alike,
    min(a.themes) AS themes,
    avg(a.sentiment) AS sentiment
  FROM {remarks}
  WHERE {counted}
  GROUP BY {period}, {group}, a.alike
)
-- one row is a set of themes with how many remarks of a period and group have it
SELECT period, by_value, themes, count(*) AS remarks, sum(sentiment) AS sentiment
FROM said
GROUP BY period, by_value, themes
ORDER BY period, by_value, themes
