-- one row is a value of a column of customers, with its place among the texts of that column
SELECT
  column_name,
  value,
  CAST(row_number() OVER (PARTITION BY column_name ORDER BY value) AS INTEGER) AS number
FROM (
  SELECT 'account' AS column_name, account_id AS value FROM customers_now WHERE account_id IS NOT NULL
  UNION DISTINCT
  SELECT 'gender' AS column_name, gender AS value FROM customers_now WHERE gender IS NOT NULL
  UNION DISTINCT
  SELECT 'region' AS column_name, region AS value FROM customers_now WHERE region IS NOT NULL
  UNION DISTINCT
  SELECT 'channel' AS column_name, channel AS value FROM customers_now WHERE channel IS NOT NULL
  UNION DISTINCT
  SELECT 'language' AS column_name, language AS value FROM customers_now WHERE language IS NOT NULL
) AS found
ORDER BY 1, 2
