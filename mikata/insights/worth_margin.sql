-- one row is what all days by $as_of brought and cost
SELECT
  sum(d.revenue_minor) AS revenue_minor,
  sum(d.cost_minor) AS cost_minor,
  sum(d.returns_minor) + sum(d.discount_minor) + sum(d.serve_cost_minor) AS other_minor
FROM {days}
WHERE d.local_day <= $as_of
  AND ({where})
