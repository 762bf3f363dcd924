-- one row is an id under which facts of this person were written
WITH ids AS (
  SELECT customer_id FROM customer_ids WHERE customer_no = $customer_no
),
-- one row is a mail address, number or foreign id of this person
known AS (
  SELECT identity FROM identities_now WHERE customer_id IN (SELECT customer_id FROM ids)
),
-- one row is something they did on that day
own AS (
  SELECT * FROM actions_now WHERE local_day = $day AND customer_id IN (SELECT customer_id FROM ids)
  UNION ALL
  SELECT * FROM actions_now
  WHERE local_day = $day AND customer_id IS NULL AND identity IN (SELECT identity FROM known)
)
-- one row is the last trouble they had; $day is its day
SELECT x.local_day AS local_day, x.kind AS kind, x.touchpoint AS touchpoint, x.occurred_at AS moment
FROM own AS x
WHERE x.kind IN ('trouble', 'complaint', 'cancel', 'return')
ORDER BY x.occurred_at DESC, x.seq DESC
LIMIT 1
