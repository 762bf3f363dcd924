-- one row is a customer, and whether a condition holds of them
WITH outcomes AS (
  SELECT
    c.customer_no AS customer_no,
    {group} AS by_value,
    CASE WHEN {fits} THEN 1 ELSE 0 END AS outcome
  FROM {customers}
  WHERE ({where})
)
