-- one row is a customer with the experience who was compared; those to whom the outcome happened first, then the newest
SELECT
  p.customer_id AS customer_id,
  p.name AS name,
  m.index_day AS local_day,
  m.order_day AS bought_before,
  m.next_day AS bought_after,
  count(*) OVER () AS total
FROM compared AS m
INNER JOIN customer_summary AS p ON p.customer_no = m.customer_no
WHERE m.treated = 1
  AND m.customer_no IN (SELECT customer_no FROM compared_people)
  AND (m.by_value = $key_by OR (m.by_value IS NULL AND $key_by IS NULL))
ORDER BY CASE WHEN {happened} THEN 0 ELSE 1 END, m.index_day DESC, p.customer_id
LIMIT $limit OFFSET $offset
