WITH first_events AS (
{first_events}
),
looked_at AS (
{looked_at}
),
{chances}{occasions},
-- one row is such a day with the day after it when the event came, or might have come
moments AS (
  SELECT
    o.customer_no AS customer_no,
    o.block AS block,
    o.by_value AS by_value,
    o.order_day AS order_day,
    o.next_day AS next_day,
    o.gap AS gap,
    o.age AS age,
    o.bought AS bought,
    o.spent AS spent,
    f.event_day AS event_day,
    CASE WHEN f.event_day IS NOT NULL AND (o.next_day IS NULL OR f.event_day < o.next_day)
         THEN 1 ELSE 0 END AS treated,
    CASE WHEN f.event_day IS NOT NULL AND (o.next_day IS NULL OR f.event_day < o.next_day)
         THEN f.event_day ELSE {chance_day} END AS index_day
  FROM occasions AS o
  LEFT JOIN first_events AS f ON f.customer_no = o.customer_no{chance_join}
  -- after the first event nobody is as before
  WHERE (f.event_day IS NULL OR f.event_day >= o.order_day)
),
-- one row is a moment that can be compared: followed for 90 days, and not bought again before it
compared AS (
  SELECT
    m.customer_no AS customer_no,
    m.block AS block,
    m.by_value AS by_value,
    m.order_day AS order_day,
    m.index_day AS index_day,
    m.next_day AS next_day,
    m.treated AS treated,
    days_between(m.order_day, m.index_day) AS lag,
    m.gap AS gap,
    m.age AS age,
    m.bought AS bought,
    m.spent AS spent
  FROM moments AS m
  WHERE m.index_day >= $start
    AND m.index_day <= $end
    AND m.index_day <= add_days($as_of, -90)
    AND days_between(m.order_day, m.index_day) <= $lag_most
    AND ((m.treated = 1 AND m.customer_no % $treated_of = 0)
      OR (m.treated = 0
        AND m.customer_no % $controls_of = 0
        AND (CAST(m.customer_no AS BIGINT) * 31 + day_no(m.order_day) * 101) % 9973 < $controls_share
        AND (m.event_day IS NULL OR m.event_day > m.index_day)
        AND (m.next_day IS NULL OR m.next_day > m.index_day)))
)
