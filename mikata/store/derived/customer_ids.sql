-- one row is a customer id as some fact writes it, with the number of the person it belongs to
WITH written AS (
  SELECT customer_id FROM customers_now
  UNION DISTINCT
  SELECT customer_id FROM actions_now WHERE customer_id IS NOT NULL
  UNION DISTINCT
  SELECT customer_id FROM voices_now WHERE customer_id IS NOT NULL
  UNION DISTINCT
  SELECT customer_id FROM identities_now WHERE customer_id IS NOT NULL
  UNION DISTINCT
  SELECT to_id AS customer_id FROM links_now
),
-- one row is a written id with the id it was merged into, or itself
resolved AS (
  SELECT w.customer_id AS customer_id, coalesce(l.to_id, w.customer_id) AS person_id
  FROM written AS w
  LEFT JOIN links_now AS l ON l.from_id = w.customer_id
),
-- one row is a person
numbered AS (
  SELECT person_id, row_number() OVER (ORDER BY person_id) AS customer_no
  FROM (SELECT DISTINCT person_id FROM resolved) AS persons
)
SELECT
  r.customer_id AS customer_id,
  r.person_id AS person_id,
  CAST(n.customer_no AS INTEGER) AS customer_no,
  -- one of 50 groups, for the delete-a-group jackknife
  CAST(floor(hash01(r.person_id) * 50) AS INTEGER) AS block
FROM resolved AS r
INNER JOIN numbered AS n ON n.person_id = r.person_id
