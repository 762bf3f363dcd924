-- one row is the customer as last told and as the facts add up
SELECT *
FROM customer_summary
WHERE customer_no = (SELECT customer_no FROM customer_ids WHERE customer_id = $customer_id)
