,
-- one row is an account, in a group of its people, after one of whom somebody else came who is not of the account
senders_{at} AS (
  SELECT DISTINCT {speaker} AS customer_no, {speaker_group} AS by_value
  FROM customer_summary AS f
  INNER JOIN customer_ids AS n ON n.customer_id = f.referred_by
  INNER JOIN {customers} ON c.customer_no = n.customer_no
  WHERE {speaker} IS NOT NULL
    AND ({whose})
    AND (f.account_no IS NULL OR f.account_no <> {speaker})
    AND coalesce(f.first_seen_day, f.first_order_day) <= $day_{at}
)
