-- one row is a customer of the row, the most valuable first
SELECT
  p.customer_id AS customer_id,
  p.name AS name,
  v.x + 1 AS occasions,
  add_days($as_of, v.t_x - v.age) AS local_day,
  v.p_alive AS p_alive,
  v.purchases AS purchases,
  v.value AS value,
  v.x AS x,
  v.t_x AS t_x,
  v.age AS age,
  v.known AS known,
  count(*) OVER () AS total
FROM valued AS v
INNER JOIN {persons} AS p ON p.customer_no = v.customer_no
WHERE (v.by_value = $key_by OR (v.by_value IS NULL AND $key_by IS NULL))
  AND v.value >= $key_from
  AND ($key_to < 0 OR v.value < $key_to)
ORDER BY v.value DESC, p.customer_id
LIMIT $limit OFFSET $offset
