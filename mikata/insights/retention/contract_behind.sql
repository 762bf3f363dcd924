-- one row is a contract that was up for renewal, those not renewed first
SELECT
  p.customer_id AS customer_id,
  p.name AS name,
  b.local_day AS local_day,
  b.start_day AS contract_since,
  CASE WHEN b.next_day <= add_days(b.local_day, $grace_days) THEN 1 ELSE 0 END AS renewed,
  count(*) OVER () AS total
FROM contracts AS b
INNER JOIN {persons} AS p ON p.customer_no = b.customer_no
WHERE b.local_day >= $key_start
  AND b.local_day <= $key_end
  AND (b.by_value = $key_by OR (b.by_value IS NULL AND $key_by IS NULL))
ORDER BY 5, b.local_day, p.customer_id
LIMIT $limit OFFSET $offset
