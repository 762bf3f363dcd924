-- one row is the age of the customers who bought in the last 365 days
SELECT median(c.age) AS age, count(c.age) AS customers
FROM customer_summary AS c
WHERE c.occasions_365d > 0
