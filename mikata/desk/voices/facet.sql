-- one row is a value with how many remarks have it
SELECT {facet} AS facet_key, count(*) AS remarks
FROM {remarks}
WHERE {condition}
GROUP BY {facet}
ORDER BY 1
