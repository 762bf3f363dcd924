-- one row is a customer whose id, name, mail address or number has the words in it
WITH written AS (
  SELECT
    customer_no,
    lower_text(customer_id) AS id_words,
    replace(replace(lower_text(coalesce(name, '')), ' ', ''), '　', '') AS name_words,
    lower_text(coalesce(email, '')) AS email_words,
    replace(coalesce(phone, ''), '-', '') AS phone_words
  FROM customer_summary
),
-- the first is whoever goes, or was written, under just this id
found AS (
  SELECT customer_no, 0 AS place FROM customer_ids WHERE customer_id = $text
  UNION ALL
  SELECT customer_no, 1 AS place
  FROM written
  WHERE contains_text(id_words, $words)
     OR contains_text(name_words, $words)
     OR contains_text(email_words, $words)
     OR contains_text(phone_words, $digits)
)
SELECT
  c.customer_id AS customer_id,
  c.name AS name,
  c.region AS region,
  c.last_order_day AS last_order_day,
  c.revenue_minor AS revenue
FROM (SELECT customer_no, min(place) AS place FROM found GROUP BY customer_no) AS f
INNER JOIN customer_summary AS c ON c.customer_no = f.customer_no
ORDER BY f.place, c.revenue_minor DESC, c.customer_id
LIMIT $limit
