-- one row is what campaigns cost in a period on one channel
SELECT
  {period} AS period,
  x.channel AS by_value,
  sum(x.cost_minor) AS cost_minor
FROM actions_now AS x
WHERE x.kind = 'campaign'
  AND x.cost_minor IS NOT NULL
  AND x.local_day >= $start
  AND x.local_day <= $end
GROUP BY {period}, x.channel
ORDER BY period, by_value
