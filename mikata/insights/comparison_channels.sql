  SELECT customer_no, local_day, min(channel) AS channel
  FROM (
    SELECT n.customer_no AS customer_no, x.local_day AS local_day, x.channel AS channel
    FROM actions_now AS x
    INNER JOIN looked_at AS n ON n.customer_id = x.customer_id
    WHERE x.kind IN ({activity}) AND x.channel IS NOT NULL
    UNION ALL
    SELECT n.customer_no AS customer_no, x.local_day AS local_day, x.channel AS channel
    FROM actions_now AS x
    INNER JOIN identities_now AS l ON l.identity = x.identity
    INNER JOIN looked_at AS n ON n.customer_id = l.customer_id
    WHERE x.kind IN ({activity}) AND x.channel IS NOT NULL AND x.customer_id IS NULL
  ) AS bought
  GROUP BY customer_no, local_day
