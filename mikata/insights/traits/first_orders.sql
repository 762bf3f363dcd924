-- one row is a customer who has bought: where they first did, what most was spent on that day, whether
-- something was taken off
SELECT
  b.customer_no AS customer_no,
  x.channel AS outlet,
  i.category AS category,
  CASE b.first_discounted WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END AS discount
FROM customer_summary AS b
LEFT JOIN actions AS x ON x.seq = b.first_channel_seq
LEFT JOIN actions AS y ON y.seq = b.first_item_seq
LEFT JOIN items_now AS i ON i.item_id = y.item_id
WHERE b.occasions > 0
  AND b.customer_no % {every} = 0
