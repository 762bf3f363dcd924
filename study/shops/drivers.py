# SPDX-License-Identifier: Apache-2.0
"""Do the bands of `drivers` hold the true shares, and is an order that it calls certain true?

True: LMG shares of NPS on the six ratings among a million answers of other customers of the same
shop (truth.json)."""

SHOPS = 'A'


def measure(shop) -> dict:
    truth = {driver['name']: driver['lmg_share'] for driver in shop.truth['drivers']}
    rows = shop.rows('drivers')
    record = {'n': rows[0]['n'] if rows else 0, 'drivers': {}, 'stated': 0, 'contradicted': 0}
    for row in rows:
        record['drivers'][row['driver']] = [row['share'], row['share_low'], row['share_high'], truth[row['driver']]]
    for above in rows:
        for below in rows:
            if above['rank_worst'] < below['rank_best']:
                record['stated'] += 1
                record['contradicted'] += truth[above['driver']] < truth[below['driver']]
    return record


def report(records: list[dict]) -> list[str]:
    told = [record for record in records if record['drivers']]
    shares = [share for record in told for share in record['drivers'].values()]
    held = sum(low <= truth <= high for _, low, high, truth in shares)
    pairs, wrong = (sum(record[key] for record in told) for key in ('stated', 'contradicted'))
    shops_wrong = sum(record['contradicted'] > 0 for record in told)
    lines = [f'{len(records)} shops, {sum(record["n"] for record in told) // max(1, len(told)):,} complete forms a shop; '
             f'{len(records) - len(told)} had too few.', '',
             '| driver | true share | mean share | mean width | band holds it |', '|---|---|---|---|---|']
    for name in sorted({name for record in told for name in record['drivers']}):
        of = [record['drivers'][name] for record in told if name in record['drivers']]
        mean = [sum(values) / len(of) for values in zip(*of)]
        lines.append(f'| {name} | {mean[3]:.3f} | {mean[0]:.3f} | {mean[2] - mean[1]:.3f} | '
                     f'{100 * sum(low <= truth <= high for _, low, high, truth in of) / len(of):.1f} % |')
    if shares:
        lines += ['', f'All bands: {held} of {len(shares)} hold the true share ({100 * held / len(shares):.1f} %). '
                  f'Stated pairs: {pairs}, contradicted {wrong} ({100 * wrong / max(1, pairs):.1f} %), '
                  f'in {shops_wrong} of {len(told)} shops.']
    return lines


def faults(records: list[dict]) -> list[str]:
    shares = [share for record in records for share in record['drivers'].values()]
    held = sum(low <= truth <= high for _, low, high, truth in shares)
    faults = [] if held >= 0.75 * len(shares) > 0 else [f'{held} of {len(shares)} bands hold the true share']
    return faults + [f'shop {record["seed"]}: {record["contradicted"]} of {record["stated"]} stated pairs are wrong'
                     for record in records if record['contradicted'] > 0.2 * record['stated']]
