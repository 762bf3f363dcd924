-- one row is a number that several remarks have: they say nearly the same
SELECT alike
FROM remarks
WHERE alike > 0
  AND {touched_alike}
GROUP BY alike
HAVING count(*) > 1
