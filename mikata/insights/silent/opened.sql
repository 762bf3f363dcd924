-- one row is a customer, and whether they ever opened what was sent to them, or got in touch
SELECT
  customer_no,
  CASE WHEN sum(opened) > 0 THEN 'yes' ELSE 'no' END AS opened,
  CASE WHEN sum(contacts) > 0 THEN 'yes' ELSE 'no' END AS contacted
FROM other_days
WHERE customer_no % {every} = 0
  AND local_day <= $as_of
GROUP BY customer_no
