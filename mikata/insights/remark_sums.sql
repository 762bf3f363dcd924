-- one row is the remarks of a period, a group and a block of customers
SELECT
  {period} AS period,
  {group} AS by_value,
  a.block AS block,
  count(*) AS remarks,
  sum(a.sentiment) AS sentiment,
  sum(CASE WHEN a.label = 1 THEN 1 ELSE 0 END) AS positive,
  sum(CASE WHEN a.label = -1 THEN 1 ELSE 0 END) AS negative,
  sum(CASE WHEN a.rating_label = 1 THEN 1 ELSE 0 END) AS high_scores,
  sum(CASE WHEN a.rating_label = 1 AND a.label = -1 THEN 1 ELSE 0 END) AS bitter
FROM {remarks}
WHERE {counted}
GROUP BY {period}, {group}, a.block
ORDER BY period, by_value, block
