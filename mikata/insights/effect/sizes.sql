-- one row is how many have bought, and on how many days
SELECT count(*) AS customers, coalesce(sum(c.occasions), 0) AS occasions
FROM customer_summary AS c
WHERE c.occasions > 0
