# SPDX-License-Identifier: Apache-2.0
"""Does the interval of `effect` hold what the first trouble truly changed?

True: the model's chances of an order on days 1-90 (none on days 1-180) after the first trouble, minus
the same with that trouble spared, over those who had one (truth.json)."""

SHOPS = 'A'
TRUE = {'buy_90d': 'att_buy_90d', 'stop': 'att_stop'}


def measure(shop) -> dict:
    truth = shop.truth['effect']['bad']
    record = {'outcomes': {}}
    for row in shop.rows('effect'):
        if row['outcome'] in TRUE:
            record['outcomes'][row['outcome']] = [row['att'], row['att_low'], row['att_high'], row['ipw'],
                                                  row['naive'], truth[TRUE[row['outcome']]], row['n']]
    return record


def report(records: list[dict]) -> list[str]:
    lines = [f'{len(records)} shops.', '',
             '| outcome | shops | experiences | true | AIPW, mean error | IPW, mean error | plain difference, mean error '
             '| mean width | interval holds it |', '|---|---|---|---|---|---|---|---|---|']
    for outcome in TRUE:
        of = [record['outcomes'][outcome] for record in records if outcome in record['outcomes']]
        if not of:
            continue
        att, low, high, ipw, naive, truth, n = (sum(values) / len(of) for values in zip(*of))
        held = sum(row[1] <= row[5] <= row[2] for row in of)
        lines.append(f'| {outcome} | {len(of)} | {n:.0f} | {truth:.3f} | {att - truth:+.4f} | {ipw - truth:+.4f} | '
                     f'{naive - truth:+.4f} | {high - low:.3f} | {100 * held / len(of):.1f} % |')
    return lines


def faults(records: list[dict]) -> list[str]:
    told = [outcome for record in records for outcome in record['outcomes'].values()]
    held = sum(low <= truth <= high for _, low, high, _, _, truth, _ in told)
    return [] if held >= 0.5 * len(told) > 0 else [f'{held} of {len(told)} intervals hold the true effect']
