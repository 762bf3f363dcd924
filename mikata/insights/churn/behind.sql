-- one row is a customer of the band, the one with most at risk first
SELECT
  p.customer_id AS customer_id,
  p.name AS name,
  v.x + 1 AS occasions,
  add_days($as_of, v.t_x - v.age) AS local_day,
  v.age - v.t_x AS days_since_order,
  v.p_alive AS p_alive,
  CASE WHEN v.age - v.t_x > coalesce(v.usual, $silence_days) THEN 1 ELSE 0 END AS silent,
  v.value AS value,
  CASE WHEN v.p_alive > 0 THEN v.value * (1 - v.p_alive) / v.p_alive ELSE 0 END AS value_at_risk,
  count(*) OVER () AS total
FROM valued AS v
INNER JOIN {persons} AS p ON p.customer_no = v.customer_no
WHERE (v.by_value = $key_by OR (v.by_value IS NULL AND $key_by IS NULL))
  AND ($key_band = 0
    OR $key_band = CASE WHEN v.p_alive < 0.2 THEN 1 WHEN v.p_alive < 0.5 THEN 2 WHEN v.p_alive < 0.8 THEN 3 ELSE 4 END)
ORDER BY 9 DESC, p.customer_id
LIMIT $limit OFFSET $offset
