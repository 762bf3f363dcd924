-- one row is the contracts that were up for renewal in a period
SELECT
  {period} AS period,
  by_value,
  count(*) AS due,
  sum(CASE WHEN next_day <= add_days(local_day, $grace_days) THEN 1 ELSE 0 END) AS renewed
FROM contracts
WHERE local_day >= $start
  AND local_day <= $end
GROUP BY {period}, by_value
ORDER BY 1, 2
