-- one row is who has bought with the chance that they are still there
SELECT l.customer_no AS scored_no, l.by_value AS scored_by, s.p_alive AS p_alive
FROM lives AS l
INNER JOIN history_scores AS s ON s.x = l.x AND s.t_x = l.t_x AND s.age = l.age
