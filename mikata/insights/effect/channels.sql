  SELECT n.customer_no AS customer_no, x.local_day AS local_day, min(x.channel) AS channel
  FROM actions_now AS x
  LEFT JOIN identities_now AS l ON l.identity = x.identity
  INNER JOIN customer_ids AS n ON n.customer_id = coalesce(x.customer_id, l.customer_id)
  WHERE x.kind IN ({activity})
    AND x.channel IS NOT NULL
    AND (n.customer_no % $controls_of = 0
      OR n.customer_no IN (SELECT customer_no FROM first_events WHERE customer_no % $treated_of = 0))
  GROUP BY n.customer_no, x.local_day
