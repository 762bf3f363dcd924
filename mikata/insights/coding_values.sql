-- one row is a customer of a sample; the numbers of customers say nothing of them
WITH people AS (
  SELECT
    {tenure} AS tenure
    {attributes}
  FROM {customers}
  {joins}
  WHERE c.customer_no % $every = 0
    AND ($buyers = 0 OR c.first_order_day <= $as_of)
    AND ({where})
)
-- one row is a value of an attribute, with how many have it
SELECT attribute, value, people
FROM (
  {counts}
) AS counted
ORDER BY attribute, people DESC, value
