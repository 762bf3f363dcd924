-- one row is an id under which facts of this person were written
WITH ids AS (
  SELECT customer_id FROM customer_ids WHERE customer_no = $customer_no
),
-- one row is a mail address, number or foreign id of this person
known AS (
  SELECT identity FROM identities_now WHERE customer_id IN (SELECT customer_id FROM ids)
),
-- one row is a day on which they did something; files mostly come by the day, and other days are not read
days AS (
  SELECT local_day FROM customer_days WHERE customer_no = $customer_no
),
-- one row is an action under one of these names; asked one after the other, each is a plain look-up
own AS (
  SELECT *
  FROM actions_now
  WHERE local_day IN (SELECT local_day FROM days) AND customer_id IN (SELECT customer_id FROM ids)
  UNION ALL
  SELECT *
  FROM actions_now
  WHERE local_day IN (SELECT local_day FROM days) AND customer_id IS NULL AND identity IN (SELECT identity FROM known)
),
-- one row is something the person did
done AS (
  SELECT
    x.occurred_at AS moment,
    x.local_day AS local_day,
    'action' AS side,
    x.kind AS kind,
    coalesce(i.name, x.item_id, x.campaign, x.order_id) AS what,
    x.amount_minor AS amount,
    nullif(0e0, 0e0) AS score,
    nullif(0e0, 0e0) AS scale_low,
    nullif(0e0, 0e0) AS scale_high,
    nullif('', '') AS text,
    x.touchpoint AS touchpoint,
    x.channel AS channel,
    x.seq AS seq
  FROM own AS x
  LEFT JOIN items_now AS i ON i.item_id = x.item_id
),
-- one row is something the person said
said AS (
  SELECT
    v.occurred_at AS moment,
    v.local_day AS local_day,
    'voice' AS side,
    v.question AS kind,
    -- what was said of a competitor is named so
    CASE WHEN coalesce(v.about, 'us') <> 'us' THEN v.about ELSE coalesce(v.survey, v.channel) END AS what,
    nullif(0, 0) AS amount,
    v.score AS score,
    v.scale_low AS scale_low,
    v.scale_high AS scale_high,
    v.text AS text,
    v.touchpoint AS touchpoint,
    v.channel AS channel,
    v.seq AS seq
  FROM voices_now AS v
  -- what an employee says is not this person's word; what was promised anonymous is nobody's
  WHERE v.seq IN (
    SELECT answer_no FROM answers WHERE customer_no = $customer_no AND speaker = 'customer'
  )
),
facts AS (SELECT * FROM done UNION ALL SELECT * FROM said)
