,
-- one row is a customer with what is known of them
people AS (
  SELECT
    c.customer_no AS customer_no,
    o.by_value AS by_value,
    {standing} AS standing,
    {tenure} AS tenure
    {attributes}
  FROM outcomes AS o
  INNER JOIN {customers} ON c.customer_no = o.customer_no
  {joins}
)
