,
-- one row is a customer with where they stand, and where they stood at the moment before
standing AS (
  SELECT
    c.customer_no AS customer_no,
    c.by_value AS by_value,
    {state} AS state,
    {was} AS was,
    c.year_minor AS year_minor,
    c.year_before_minor AS year_before_minor
  FROM people AS c
  {joins}
)
