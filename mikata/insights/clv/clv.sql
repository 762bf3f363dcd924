,
-- one row is a customer with their place in the group, the most valuable first
placed AS (
  SELECT
    by_value,
    value,
    row_number() OVER (PARTITION BY by_value ORDER BY value DESC) AS place,
    count(*) OVER (PARTITION BY by_value) AS customers
  FROM valued
)
-- one row is a bar of a group's histogram; the last one is open upwards
SELECT
  by_value,
  CASE WHEN value >= $width * $bars THEN $bars ELSE CAST(floor(value / $width) AS BIGINT) END AS bar,
  count(*) AS customers,
  sum(value) AS value,
  -- of the top tenth of customers, rounded up
  sum(CASE WHEN place * 10 < customers + 10 THEN value ELSE 0 END) AS top_value
FROM placed
GROUP BY by_value, CASE WHEN value >= $width * $bars THEN $bars ELSE CAST(floor(value / $width) AS BIGINT) END
ORDER BY 1, 2
