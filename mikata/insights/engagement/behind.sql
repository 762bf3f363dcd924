-- one row is a customer we touched in the period, with what they did
WITH touched AS (
  SELECT
    d.customer_no AS customer_no,
    max(d.local_day) AS local_day,
    sum(d.touches) AS touches,
    max(d.opened) AS opened,
    max(d.clicked) AS clicked,
    max(d.attended) AS attended,
    max(d.followed) AS followed,
    max(d.shared) AS shared
  FROM {days}
  WHERE d.local_day >= $key_start
    AND d.local_day <= $key_end
    AND ({by} = $key_by OR ({by} IS NULL AND $key_by IS NULL))
    AND ({where})
  GROUP BY d.customer_no
)
SELECT
  p.customer_id AS customer_id,
  p.name AS name,
  t.local_day AS local_day,
  t.touches AS touches,
  t.opened AS opened,
  t.clicked AS clicked,
  t.attended AS attended,
  t.followed AS followed,
  t.shared AS shared,
  count(*) OVER () AS total
FROM touched AS t
INNER JOIN {persons} AS p ON p.customer_no = t.customer_no
WHERE t.touches > 0 AND {having}
ORDER BY t.touches DESC, p.customer_id
LIMIT $limit OFFSET $offset
