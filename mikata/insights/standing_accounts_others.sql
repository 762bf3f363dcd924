-- and accounts that are known and have no life yet
  UNION ALL
  SELECT k.customer_no, k.by_value, {state_of_others}, 0, 0
  FROM known_{at} AS k
  LEFT JOIN lived_{at} AS l ON l.customer_no = k.customer_no AND coalesce(l.by_value, '') = coalesce(k.by_value, '')
  LEFT JOIN {heard}_{at} AS s ON s.customer_no = k.customer_no AND coalesce(s.by_value, '') = coalesce(k.by_value, '')
  WHERE l.customer_no IS NULL
