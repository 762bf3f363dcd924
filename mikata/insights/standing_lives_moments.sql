,
-- one row is the same with where they stood at the moment before
standing AS (
  SELECT
    n.customer_no AS customer_no,
    n.by_value AS by_value,
    n.state AS state,
    {was} AS was,
    n.year_minor AS year_minor,
    n.year_before_minor AS year_before_minor
  FROM standing_now AS n
  {joins}
)
