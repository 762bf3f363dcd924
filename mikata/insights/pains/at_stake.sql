-- one row is a customer who spoke badly of something, with what they spoke badly of
WITH complaining AS (
  SELECT
    {group} AS by_value,
    a.customer_no AS customer_no,
    {marks}
  FROM {remarks}
  WHERE {counted}
    AND a.customer_no IS NOT NULL
    AND contains_text(concat(a.themes, ' '), '- ')
  GROUP BY {group}, a.customer_no
),
-- one row is a customer with what they bought in the last 12 months
spent AS (
  {spent}
)
-- one row is a group, with two columns for each theme: how many spoke badly of it, what they bought
SELECT
  g.by_value AS by_value,
  {stake_sums}
FROM complaining AS g
LEFT JOIN spent AS s ON s.customer_no = g.customer_no
GROUP BY g.by_value
ORDER BY by_value
