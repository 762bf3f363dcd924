-- one row is what a block of customers did in a period
SELECT
  {by_columns},
  {period} AS period_no,
  d.block AS block,
  count(*) AS days,
  sum(CASE WHEN {first_of_any} THEN 1 ELSE 0 END) AS actives,
  sum(CASE WHEN d.orders > 0 AND {first_of_period} THEN 1 ELSE 0 END) AS customers,
  sum(CASE WHEN d.orders > 0 THEN 1 ELSE 0 END) AS occasions,
  sum(CASE WHEN d.orders > 0 AND d.previous_order_day IS NULL THEN 1 ELSE 0 END) AS newcomers,
  sum(CASE WHEN {returned} THEN 1 ELSE 0 END) AS returned,
  sum(d.orders) AS orders,
  sum(d.revenue_minor) AS revenue_minor,
  sum(d.cost_minor) AS cost_minor,
  sum(d.returns_minor) AS returns_minor,
  sum(d.discount_minor) AS discount_minor,
  sum(d.serve_cost_minor) AS serve_cost_minor
FROM {days_by_month}
WHERE {window}
  AND ({where})
GROUP BY {group}, {period}, d.block
