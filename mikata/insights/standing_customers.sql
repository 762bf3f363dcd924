-- one row is a customer that the question is about
WITH people AS (
  SELECT
    c.customer_no AS customer_no,
    {group} AS by_value,
    {known_day} AS known_day,
    c.first_order_day AS first_order_day,
    c.second_order_day AS second_order_day,
    c.last_order_day AS last_order_day,
    c.first_other_day AS first_other_day,
    c.first_considered_day AS first_considered_day,
    c.first_referral_day AS first_referral_day,
    c.usual_days AS usual_days,
    {year} AS year_minor,
    {year_before} AS year_before_minor
  FROM {customers}
  {earned}
  WHERE ({where})
    AND {who}
)
