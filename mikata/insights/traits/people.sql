,
-- one row is a customer with what is known of them
people AS (
  SELECT
    c.customer_no AS customer_no,
    o.by_value AS by_value,
    o.outcome AS outcome,
    c.block % 2 AS half,
    {tenure} AS tenure
    {attributes}
  FROM outcomes AS o
  INNER JOIN {customers} ON c.customer_no = o.customer_no
  {first_orders}
)
