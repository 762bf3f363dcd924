-- one row is an id under which facts of this person were written
WITH ids AS (
  SELECT customer_id FROM customer_ids WHERE customer_no = $customer_no
),
-- one row is a mail address, number or foreign id of this person
known AS (
  SELECT identity FROM identities_now WHERE customer_id IN (SELECT customer_id FROM ids)
)
-- one row is the last trouble they had
SELECT x.local_day AS local_day, x.kind AS kind, x.touchpoint AS touchpoint, x.occurred_at AS moment
FROM actions_now AS x
WHERE x.kind IN ('trouble', 'complaint', 'cancel', 'return')
  AND (x.customer_id IN (SELECT customer_id FROM ids)
    OR (x.customer_id IS NULL AND x.identity IN (SELECT identity FROM known)))
ORDER BY x.occurred_at DESC, x.seq DESC
LIMIT 1
