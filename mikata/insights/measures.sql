,
-- one row is a customer with what the models say
scored AS (
  SELECT
    l.customer_no AS customer_no,
    s.p_alive AS p_alive,
    s.purchases AS purchases,
    s.purchases_low AS purchases_low,
    s.purchases_high AS purchases_high,
    CASE WHEN l.known > 0 THEN s.slope * ($gamma + l.known) ELSE s.alone END AS value,
    s.money_low * ($gamma + l.known) AS value_low,
    s.money_high * ($gamma + l.known) AS value_high
  FROM lives AS l
  INNER JOIN history_scores AS s ON s.x = l.x AND s.t_x = l.t_x AND s.age = l.age
)
-- one row is a measure of a customer
SELECT customer_no, 'p_alive' AS measure, p_alive AS value, NULL AS low, NULL AS high, $version AS version, $as_of AS as_of
FROM scored
UNION ALL
SELECT customer_no, 'expected_orders_12m' AS measure, purchases AS value, purchases_low AS low, purchases_high AS high, $version AS version, $as_of AS as_of
FROM scored
UNION ALL
SELECT customer_no, 'clv_12m' AS measure, value AS value, value_low AS low, value_high AS high, $version AS version, $as_of AS as_of
FROM scored
