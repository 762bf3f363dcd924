-- one row is the customers who bought again as often and for as much
SELECT x, known, count(*) AS customers
FROM lives
WHERE x > 0
GROUP BY x, known
ORDER BY x, known
