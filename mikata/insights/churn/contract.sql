-- one row is the contracts of a group that began in one period and were lost in another
SELECT
  by_value,
  {grain}_no(start_day) AS started,
  {grain}_no(lost_day) AS lost,
  count(*) AS contracts
FROM spells
GROUP BY by_value, {grain}_no(start_day), {grain}_no(lost_day)
ORDER BY 1, 2, 3
