  -- one row is a written id of a customer who is looked at
  SELECT n.customer_id AS customer_id, n.customer_no AS customer_no
  FROM customer_ids AS n
  WHERE n.customer_no % $controls_of = 0
    OR n.customer_no IN (SELECT customer_no FROM first_events WHERE customer_no % $treated_of = 0)
