-- one row is somebody who was asked in the period
SELECT
  -- that somebody answered is counted; who did, where anonymity was promised, is not told
  CASE WHEN d.promised = 0 THEN c.customer_id END AS customer_id,
  CASE WHEN d.promised = 0 THEN c.name END AS name,
  d.local_day AS local_day,
  d.survey AS survey,
  CASE d.stage WHEN 3 THEN 'answered' WHEN 2 THEN 'delivered' ELSE 'invited' END AS status,
  count(*) OVER () AS total
FROM asked AS d
LEFT JOIN {customers} ON c.customer_no = d.customer_no
WHERE d.local_day >= $key_start
  AND d.local_day <= $key_end
  AND ({by} = $key_by OR ({by} IS NULL AND $key_by IS NULL))
  AND ({where})
  AND {having}
ORDER BY d.local_day DESC, d.response
LIMIT $limit OFFSET $offset
