-- one row is an action with the customer it belongs to
SELECT
  {unit} AS customer_no,
  {block} AS block,
  {by} AS day_group,
  x.local_day AS local_day,
  x.kind AS kind,
  x.order_id AS order_id,
  -- sums of whole minor units are exact in a DOUBLE (below 2^53), and take a third of the room of
  -- a wide integer
  1e0 * x.amount_minor AS amount_minor,
  1e0 * x.cost_minor AS cost_minor,
  1e0 * x.discount_minor AS discount_minor,
  CASE WHEN x.channel IS NOT NULL THEN x.seq END AS channel_seq,
  -- amount (up to 10^9) and, of equal ones the first, seq in one whole number: its maximum is found
  -- faster than the seq of the largest amount
  CASE WHEN x.item_id IS NOT NULL
       THEN least(greatest(coalesce(x.amount_minor, 0), 0), 1000000000) * 8589934592 + 8589934591 - x.seq
  END AS dearest_line
FROM {actions} AS x
LEFT JOIN identities_now AS l ON l.identity = x.identity
INNER JOIN {ids} AS n ON n.customer_id = coalesce(x.customer_id, l.customer_id)
{joins}
WHERE {condition}
