  -- one row is a customer with the day of the first such answer about the whole
  SELECT a.customer_no AS customer_no, min(a.local_day) AS event_day
  FROM answers AS a
  WHERE a.customer_no IS NOT NULL
    AND a.counts = 1
    AND a.question = $event
    AND a.touchpoint = ''
    AND NOT a.anonymous
    AND ({side})
    AND a.local_day <= $end
    AND {among}
  GROUP BY a.customer_no
