-- one row is the customers of a group who went from one state to another, or stayed in it; from -1: they
-- were not known yet
SELECT
  n.by_value AS by_value,
  {from} AS from_state,
  n.state AS to_state,
  count(*) AS customers,
  sum(n.year_minor) AS year_minor,
  sum(n.year_before_minor) AS year_before_minor
FROM standing_now AS n
{before}
GROUP BY n.by_value, {from}, n.state
ORDER BY 1, 2, 3
