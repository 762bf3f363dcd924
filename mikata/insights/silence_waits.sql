-- one row is a wait between two days with an order that has ended, or one that is still open
SELECT days_between(day, next_day) AS days, sum(customers) AS ended, 0 AS still_open
FROM waits
WHERE next_day <= $as_of
GROUP BY days_between(day, next_day)
UNION ALL
SELECT days_between(day, $as_of) AS days, 0 AS ended, sum(customers) AS still_open
FROM waits
WHERE day <= $as_of
  AND (next_day IS NULL OR next_day > $as_of)
GROUP BY days_between(day, $as_of)
