-- one row is a customer, and whether they ever opened what was sent to them
SELECT customer_no, CASE WHEN sum(opened) > 0 THEN 'yes' ELSE 'no' END AS opened
FROM other_days
WHERE customer_no % {every} = 0
GROUP BY customer_no
