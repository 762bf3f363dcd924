# SPDX-License-Identifier: Apache-2.0
"""Does the interval of what a theme has cost hold what the bad experience truly cost?

True: net sales of the 12 months after the remark had the order it is about been, everywhere, as it
usually is for this customer, minus those with the order as it was (`lost_12m` in truth_remarks.csv, a
mean over futures drawn anew), over those whose first remark that judges the theme badly is a year old.
2,000 customers leave fewer than 30 of them: use --customers 12000."""
import csv
import datetime

SHOPS = 'A'
YEAR = datetime.timedelta(days=365)


def true_losses(shop) -> dict:
    with open(shop.folder / 'truth_remarks.csv', newline='', encoding='utf-8-sig') as file:
        return {(row['customer_id'], row['day']): float(row['lost_12m']) for row in csv.DictReader(file)}


def measure(shop) -> dict:
    shop.read()
    lost = true_losses(shop)
    last = datetime.date.fromisoformat(shop.truth['as_of']) - YEAR
    record = {'themes': {}, 'refused': 0}
    for row in shop.rows('pains'):
        if row['lost'] is None:
            record['refused'] += 1
            continue
        first = {}
        for remark in shop.behind('pains', row['key']):
            who, day = remark['customer_id'], remark['local_day']
            if who is not None:
                first[who] = min(day, first.get(who, day))
        true = [lost[key] for key in first.items() if datetime.date.fromisoformat(key[1]) <= last]
        each = [row[name] / row['customers'] for name in ('lost', 'lost_low', 'lost_high')]
        record['themes'][row['theme']] = [*each, sum(true) / len(true), row['followed'],
                                          row['money'] / row['customers']]
    return record


def report(records: list[dict]) -> list[str]:
    refused = sum(record['refused'] for record in records)
    lines = [f'{len(records)} shops; of {refused} themes nothing was said.', '',
             '| theme | shops | people | bought in 12 months | truly lost | lost, mean error | mean width | interval holds it |',
             '|---|---|---|---|---|---|---|---|']
    everything = [theme for record in records for theme in record['themes'].values()]
    for name in [*sorted({name for record in records for name in record['themes']}), 'all']:
        of = everything if name == 'all' else [record['themes'][name] for record in records if name in record['themes']]
        if not of:
            continue
        each, low, high, true, people, bought = (sum(values) / len(of) for values in zip(*of))
        held = sum(row[1] <= row[3] <= row[2] for row in of)
        lines.append(f'| {name} | {len(of)} | {people:.0f} | {bought:,.0f} | {true:,.0f} | {each - true:+,.0f} | '
                     f'{high - low:,.0f} | {100 * held / len(of):.1f} % |')
    return lines


def faults(records: list[dict]) -> list[str]:
    told = [theme for record in records for theme in record['themes'].values()]
    held = sum(low <= true <= high for _, low, high, true, _, _ in told)
    return [] if held >= 0.5 * len(told) else [f'{held} of {len(told)} intervals hold the true loss']
