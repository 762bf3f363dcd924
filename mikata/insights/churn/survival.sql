-- one row is how the n-th contracts in a row ended, of those who were never lost before
SELECT
  place,
  sum(CASE WHEN lost_day IS NULL THEN 0 ELSE 1 END) AS lost,
  sum(CASE WHEN lost_day IS NULL AND renewed_day IS NULL THEN 1 ELSE 0 END) AS still_open
FROM placed
WHERE lost_before = 0
GROUP BY place
ORDER BY place
