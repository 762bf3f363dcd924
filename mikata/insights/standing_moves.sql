-- one row is the customers of a group who went from one state to another, or stayed in it; from -1: they
-- were not known yet
SELECT
  by_value,
  was AS from_state,
  state AS to_state,
  count(*) AS customers,
  sum(year_minor) AS year_minor,
  sum(year_before_minor) AS year_before_minor
FROM standing
GROUP BY by_value, was, state
ORDER BY 1, 2, 3
