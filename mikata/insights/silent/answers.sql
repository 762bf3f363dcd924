-- one row is a customer's last answer of the period
WITH answered AS (
  SELECT a.customer_no AS customer_no, a.local_day AS local_day, a.score AS score
  FROM answers AS a
  WHERE a.question = 'nps'
    AND a.counts = 1
    AND a.customer_no IS NOT NULL
    AND a.local_day >= $start
    AND a.local_day <= $end
    AND (a.next_day IS NULL OR a.next_day > $end)
),
-- one row is a customer who was asked and did not answer, with the last time
unanswered AS (
  SELECT n.customer_no AS customer_no, max(v.local_day) AS local_day
  FROM voices_now AS v
  LEFT JOIN identities_now AS l ON l.identity = v.identity
  INNER JOIN customer_ids AS n ON n.customer_id = coalesce(v.customer_id, l.customer_id)
  WHERE v.status IN ('invited', 'delivered', 'dismissed')
    AND coalesce(v.question, 'nps') = 'nps'
    AND v.local_day >= $start
    AND v.local_day <= $end
  GROUP BY n.customer_no
),
-- one row is a customer who has bought: the score they gave when last asked; then 11 more for whoever
-- only answered before that, and -1 without any answer
outcomes AS (
  SELECT
    c.customer_no AS customer_no,
    {group} AS by_value,
    CASE WHEN a.customer_no IS NULL THEN -1 ELSE a.score END AS score,
    CASE WHEN u.local_day > a.local_day THEN 11 ELSE 0 END AS since
  FROM {customers}
  LEFT JOIN answered AS a ON a.customer_no = c.customer_no
  LEFT JOIN unanswered AS u ON u.customer_no = c.customer_no
  WHERE c.first_order_day <= $as_of
    AND ({where})
)
