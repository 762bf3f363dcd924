,
-- one row is a customer with what they will be worth
valued AS (
  SELECT
    l.customer_no AS customer_no,
    l.by_value AS by_value,
    l.x AS x,
    l.t_x AS t_x,
    l.age AS age,
    l.usual AS usual,
    l.known AS known,
    s.p_alive AS p_alive,
    s.purchases AS purchases,
    CASE WHEN l.known > 0 THEN s.slope * ($gamma + l.known) ELSE s.alone END AS value
  FROM lives AS l
  INNER JOIN history_scores AS s ON s.x = l.x AND s.t_x = l.t_x AND s.age = l.age
)
