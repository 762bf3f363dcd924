# SPDX-License-Identifier: Apache-2.0
"""Of those to whom `churn` gives a P(alive) of about p, how many are truly still there?

True: nobody left after their last order (truth_customers.csv, alive_until empty). The shops mix
five segments and seasons, so no model that is fitted holds exactly."""

SHOPS = 'A'
BANDS = {'1': '0-20 %', '2': '20-50 %', '3': '50-80 %', '4': '80-100 %'}


def measure(shop) -> dict:
    alive = {row['customer_id']: not row['alive_until'] for row in shop.customers}
    record = {}
    for band in BANDS:
        people = shop.behind('churn', f'risk||{band}')
        record[band] = {'n': len(people), 'expected': sum(person['p_alive'] for person in people),
                        'alive': sum(alive[person['customer_id']] for person in people)}
    return record


def report(records: list[dict]) -> list[str]:
    lines = [f'{len(records)} shops.', '', '| P(alive) | customers | expected alive | truly alive |',
             '|---|---|---|---|']
    for band, name in BANDS.items():
        n, expected, alive = (sum(record[band][key] for record in records) for key in ('n', 'expected', 'alive'))
        if n:
            lines.append(f'| {name} | {n:,} | {100 * expected / n:.1f} % | {100 * alive / n:.1f} % |')
    return lines


def faults(records: list[dict]) -> list[str]:
    expected, alive = (sum(record[band][key] for record in records for band in BANDS) for key in ('expected', 'alive'))
    return [] if 0.8 < expected / alive < 1.25 else [f'{expected:.0f} expected to be there, {alive} are']
