-- one row is a day with such an answer that is not the event, with the last day bought before it
answered AS (
  SELECT a.customer_no AS customer_no, a.local_day AS answer_day, max(b.local_day) AS order_day
  FROM answers AS a
  INNER JOIN order_days AS b ON b.customer_no = a.customer_no AND b.local_day <= a.local_day
  WHERE a.customer_no IS NOT NULL
    AND a.counts = 1
    AND a.question = $event
    AND a.touchpoint = ''
    AND NOT a.anonymous
    AND NOT ({side})
  GROUP BY a.customer_no, a.local_day
),
-- one row is a day bought that such an answer followed
chances AS (
  SELECT customer_no, order_day, min(answer_day) AS answer_day
  FROM answered
  GROUP BY customer_no, order_day
),
