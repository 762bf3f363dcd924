-- the field a customer stands in; 5: no answer, 0: answered, but never bought, -1: not known yet
CASE WHEN s_{at}.customer_no IS NULL THEN CASE WHEN c.known_day > $day_{at} THEN -1 ELSE 5 END
     WHEN c.first_order_day IS NULL OR c.first_order_day > $day_{at} THEN 0
     ELSE CASE WHEN s_{at}.content = 1 THEN 1 ELSE 3 END + CASE WHEN {gone} THEN 1 ELSE 0 END END
