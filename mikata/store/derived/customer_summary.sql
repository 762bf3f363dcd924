-- one row is the day of the latest fact
WITH latest_day AS (
  SELECT max(local_day) AS as_of
  FROM (
    SELECT max(local_day) AS local_day FROM actions_now
    UNION ALL
    SELECT max(local_day) AS local_day FROM voices_now
  ) AS facts
),
-- one row is a person who is written under several ids
merged AS (
  SELECT customer_no FROM {ids} AS n GROUP BY customer_no HAVING count(*) > 1
),
-- one row is a person with what a customer record last said of them
told AS (
  SELECT
    n.customer_no AS customer_no,
    n.person_id AS customer_id,
    n.block AS block,
    t.account_id AS account_id,
    t.name AS name,
    t.email AS email,
    t.phone AS phone,
    t.birth_date AS birth_date,
    t.gender AS gender,
    t.region AS region,
    t.channel AS channel,
    t.referred_by AS referred_by,
    t.language AS language,
    t.first_seen_at AS first_seen_at,
    t.properties AS properties
  FROM {ids} AS n
  LEFT JOIN customers_now AS t ON t.customer_id = n.customer_id
  WHERE n.customer_no NOT IN (SELECT customer_no FROM merged)
  UNION ALL
  SELECT
    n.customer_no AS customer_no,
    min(n.person_id) AS customer_id,
    min(n.block) AS block,
    latest(t.account_id, t.seq) AS account_id,
    latest(t.name, t.seq) AS name,
    latest(t.email, t.seq) AS email,
    latest(t.phone, t.seq) AS phone,
    latest(t.birth_date, t.seq) AS birth_date,
    latest(t.gender, t.seq) AS gender,
    latest(t.region, t.seq) AS region,
    latest(t.channel, t.seq) AS channel,
    latest(t.referred_by, t.seq) AS referred_by,
    latest(t.language, t.seq) AS language,
    min(t.first_seen_at) AS first_seen_at,
    latest(t.properties, t.seq) AS properties
  FROM {ids} AS n
  LEFT JOIN customers_now AS t ON t.customer_id = n.customer_id
  WHERE n.customer_no IN (SELECT customer_no FROM merged)
  GROUP BY n.customer_no
),
-- one row is the same with when they were first seen in seconds since 1970, UTC
persons AS (
  SELECT *, 86400 * days_between(DATE '1970-01-01', day(first_seen_at)) + second_of_day(first_seen_at) AS seen_second
  FROM told
),
-- one row is a customer's life of buying
bought AS (
  SELECT
    d.customer_no AS customer_no,
    min(d.first_order_day) AS first_order_day,
    min(CASE WHEN d.local_day > d.first_order_day THEN d.local_day END) AS second_order_day,
    max(d.local_day) AS last_order_day,
    count(*) AS occasions,
    sum(d.orders) AS orders,
    sum(d.revenue_minor) AS revenue_minor,
    sum(CASE WHEN d.local_day = d.first_order_day THEN d.revenue_minor ELSE 0 END) AS first_revenue_minor,
    min(CASE WHEN d.local_day = d.first_order_day THEN d.discounted END) AS first_discounted,
    min(CASE WHEN d.local_day = d.first_order_day THEN d.channel_seq END) AS first_channel_seq,
    min(CASE WHEN d.local_day = d.first_order_day THEN d.item_seq END) AS first_item_seq,
    latest(d.channel_seq, d.local_day) AS last_channel_seq,
    sum(CASE WHEN d.local_day > add_days(l.as_of, -365) THEN 1 ELSE 0 END) AS occasions_365d,
    sum(CASE WHEN d.local_day > add_days(l.as_of, -365) THEN d.orders ELSE 0 END) AS orders_365d,
    sum(CASE WHEN d.local_day > add_days(l.as_of, -365) THEN d.revenue_minor ELSE 0 END) AS revenue_365d_minor,
    sum(CASE WHEN d.local_day > add_days(l.as_of, -730) AND d.local_day <= add_days(l.as_of, -365)
             THEN d.revenue_minor ELSE 0 END) AS revenue_year_before_minor,
    max(days_between(d.previous_order_day, d.local_day)) AS gap_largest_days
  FROM order_days AS d
  CROSS JOIN latest_day AS l
  WHERE {touched}
  GROUP BY d.customer_no
),
-- one row is what else a customer did
done AS (
  SELECT
    customer_no,
    sum(returns) AS returns,
    sum(contacts) AS contacts,
    sum(visits) AS visits,
    min(local_day) AS first_other_day,
    min(CASE WHEN considered = 1 THEN local_day END) AS first_considered_day,
    min(CASE WHEN referred = 1 THEN local_day END) AS first_referral_day,
    max(CASE WHEN troubled = 1 THEN local_day END) AS last_trouble_day
  FROM other_days
  WHERE {touched}
  GROUP BY customer_no
),
-- one row is what a customer last said
voices AS (
  SELECT
    customer_no,
    count(DISTINCT coalesce(response_id, voice_id)) AS answers,
    min(local_day) AS first_answer_day,
    max(local_day) AS last_answer_day,
    max(CASE WHEN question = 'nps' AND counts = 1 AND next_day IS NULL THEN score END) AS last_nps,
    max(CASE WHEN question = 'csat' AND touchpoint = '' AND counts = 1 AND next_day_there IS NULL
             THEN score END) AS last_csat
  FROM answers
  WHERE customer_no IS NOT NULL AND about = 'us' AND speaker = 'customer' AND {touched}
  GROUP BY customer_no
)
-- a sum is a wide integer, which a scan unpacks a hundred times slower than a whole number
SELECT
  p.customer_no AS customer_no,
  p.customer_id AS customer_id,
  p.account_id AS account_id,
  a.number AS account_no,
  g.number AS gender_no,
  r.number AS region_no,
  h.number AS channel_no,
  t.number AS language_no,
  p.name AS name,
  p.email AS email,
  p.phone AS phone,
  p.birth_date AS birth_date,
  p.gender AS gender,
  p.region AS region,
  p.channel AS channel,
  p.referred_by AS referred_by,
  p.language AS language,
  p.properties AS properties,
  p.block AS block,
  -- on the book's calendar
  add_days(day(p.first_seen_at), to_integer(floor((second_of_day(p.first_seen_at) + {offset}) / 86400))) AS first_seen_day,
  age_on(l.as_of, p.birth_date) AS age,
  b.first_order_day AS first_order_day,
  b.second_order_day AS second_order_day,
  b.last_order_day AS last_order_day,
  d.first_other_day AS first_other_day,
  d.first_considered_day AS first_considered_day,
  d.first_referral_day AS first_referral_day,
  d.last_trouble_day AS last_trouble_day,
  CAST(coalesce(b.occasions, 0) AS INTEGER) AS occasions,
  CAST(coalesce(b.orders, 0) AS INTEGER) AS orders,
  CAST(coalesce(b.revenue_minor, 0) AS BIGINT) AS revenue_minor,
  CAST(coalesce(b.first_revenue_minor, 0) AS BIGINT) AS first_revenue_minor,
  b.first_discounted AS first_discounted,
  b.first_channel_seq AS first_channel_seq,
  b.first_item_seq AS first_item_seq,
  b.last_channel_seq AS last_channel_seq,
  CAST(coalesce(d.returns, 0) AS INTEGER) AS returns,
  CAST(coalesce(d.contacts, 0) AS INTEGER) AS contacts,
  CAST(coalesce(d.visits, 0) AS INTEGER) AS visits,
  CAST(coalesce(b.occasions_365d, 0) AS INTEGER) AS occasions_365d,
  CAST(coalesce(b.orders_365d, 0) AS INTEGER) AS orders_365d,
  CAST(coalesce(b.revenue_365d_minor, 0) AS BIGINT) AS revenue_365d_minor,
  CAST(coalesce(b.revenue_year_before_minor, 0) AS BIGINT) AS revenue_year_before_minor,
  days_between(b.last_order_day, l.as_of) AS days_since_order,
  days_between(b.first_order_day, l.as_of) AS tenure_days,
  b.gap_largest_days AS gap_largest_days,
  u.usual_days AS usual_days,
  coalesce(v.answers, 0) AS answers,
  v.first_answer_day AS first_answer_day,
  v.last_answer_day AS last_answer_day,
  v.last_nps AS last_nps,
  v.last_csat AS last_csat
FROM persons AS p
CROSS JOIN latest_day AS l
LEFT JOIN bought AS b ON b.customer_no = p.customer_no
LEFT JOIN usual_gaps AS u ON u.customer_no = p.customer_no
LEFT JOIN done AS d ON d.customer_no = p.customer_no
LEFT JOIN voices AS v ON v.customer_no = p.customer_no
LEFT JOIN group_numbers AS a ON a.column_name = 'account' AND a.value = p.account_id
LEFT JOIN group_numbers AS g ON g.column_name = 'gender' AND g.value = p.gender
LEFT JOIN group_numbers AS r ON r.column_name = 'region' AND r.value = p.region
LEFT JOIN group_numbers AS h ON h.column_name = 'channel' AND h.value = p.channel
LEFT JOIN group_numbers AS t ON t.column_name = 'language' AND t.value = p.language
ORDER BY p.customer_no
