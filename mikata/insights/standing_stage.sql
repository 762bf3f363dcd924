-- the stage a customer is in; 0: nothing recorded yet, -1: not known yet
CASE WHEN c.first_order_day <= $day_{at} THEN
       CASE WHEN {gone} THEN 6
            WHEN c.first_referral_day <= $day_{at} OR f.sent_day <= $day_{at} OR m_{at}.customer_no IS NOT NULL THEN 5
            WHEN c.second_order_day <= $day_{at} THEN 4
            ELSE 3 END
     WHEN c.first_considered_day <= $day_{at} THEN 2
     WHEN c.first_other_day <= $day_{at} THEN 1
     WHEN c.known_day > $day_{at} THEN -1
     ELSE 0 END
