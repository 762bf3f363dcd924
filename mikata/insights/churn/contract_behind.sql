-- one row is a customer whose contract was lost in the period, and was running at its start
SELECT
  p.customer_id AS customer_id,
  p.name AS name,
  b.lost_day AS local_day,
  b.start_day AS contract_since,
  count(*) OVER () AS total
FROM spells AS b
INNER JOIN {persons} AS p ON p.customer_no = b.customer_no
WHERE {grain}_no(b.lost_day) = $key_period
  AND {grain}_no(b.start_day) < $key_period
  AND (b.by_value = $key_by OR (b.by_value IS NULL AND $key_by IS NULL))
ORDER BY b.lost_day, p.customer_id
LIMIT $limit OFFSET $offset
