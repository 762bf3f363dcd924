  -- one row is a customer with the day of the first such action
  SELECT n.customer_no AS customer_no, min(x.local_day) AS event_day
  FROM actions_now AS x
  LEFT JOIN identities_now AS l ON l.identity = x.identity
  INNER JOIN customer_ids AS n ON n.customer_id = coalesce(x.customer_id, l.customer_id)
  WHERE x.kind = $event
    AND x.local_day <= $end
    AND {among}
  GROUP BY n.customer_no
