WITH first_events AS (
{first_events}
),
-- one row is an event with the last day bought before it
followed AS (
  SELECT f.customer_no AS customer_no, f.event_day AS event_day, max(o.local_day) AS order_day
  FROM first_events AS f
  LEFT JOIN order_days AS o ON o.customer_no = f.customer_no AND o.local_day <= f.event_day
  GROUP BY f.customer_no, f.event_day
)
-- one row is how many days after buying the event came; NULL where nothing was bought before
SELECT
  days_between(order_day, event_day) AS lag,
  count(*) AS customers,
  sum(CASE WHEN event_day >= $start AND event_day <= add_days($as_of, -90) THEN 1 ELSE 0 END) AS watched
FROM followed
GROUP BY days_between(order_day, event_day)
ORDER BY 1
