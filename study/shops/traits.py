# SPDX-License-Identifier: Apache-2.0
"""Does `traits` find the planted rule (customers by coupon who live in the capital area leave more)
among its first three sentences, and nothing where nothing is?

The second is asked of the same shop with who left dealt out anew among its customers: a column of
its own, so that everything else stays as it is."""
import csv
import random
import subprocess

import simulated_shops

SHOPS = 'A'
FIRST = 3


def conditions(row: dict) -> set[tuple[str, str]]:
    parts = row['key'].split('|')[1:]
    return {(parts[i], parts[i + 2]) for i in range(0, len(parts), 3)}


def left_by_now(shop) -> dict[str, int]:
    """customer -> 1 for who left, by the same rule: behind a sentence that everybody fits."""
    return {person['customer_id']: person['outcome']
            for key in ('|referred|is|no', '|referred|is|yes') for person in shop.behind('traits', key)}


def shuffled_rules(shop) -> int:
    left = left_by_now(shop)
    dealt = list(left.values())
    random.Random(shop.seed).shuffle(dealt)
    file = shop.folder.parent / 'dealt.csv'
    with open(next(shop.folder.glob('customers.csv')), newline='', encoding='utf-8-sig') as known, \
            open(file, 'w', newline='', encoding='utf-8') as out:
        writer = csv.writer(out)
        for number, row in enumerate(csv.reader(known)):
            name = 'dealt' if number == 0 else dict(zip(left, dealt)).get(row[0], '')
            writer.writerow([*row, name])
    subprocess.run([simulated_shops.MIKATA, 'import', shop.book, file, '--as', 'customers'], check=True,
                   capture_output=True)
    return len(shop.rows('traits', '--of', "dealt = '1'", '--tenure', 'tenure_days', '--where',
                         'dealt IS NOT NULL'))


def measure(shop) -> dict:
    planted = {(rule['column'], rule['value']) for rule in shop.truth['traits']}
    rows = shop.rows('traits')
    place = next((place for place, row in enumerate(rows, 1) if conditions(row) == planted), 0)
    return {'place': place, 'rules': len(rows), 'shuffled': shuffled_rules(shop)}


def faults(records: list[dict]) -> list[str]:
    """What must not be, however few the shops."""
    anything = sum(record['shuffled'] > 0 for record in records)
    return ['rules in every shop in which nothing is'] if records and anything == len(records) else []


def report(records: list[dict]) -> list[str]:
    n = len(records)
    found = sum(0 < record['place'] <= FIRST for record in records)
    first = sum(record['place'] == 1 for record in records)
    anything = sum(record['shuffled'] > 0 for record in records)
    sentences = sum(record['rules'] for record in records) / max(n, 1)
    return [f'{n} shops of {records[0]["customers"]:,} customers.' if n else 'No shops.', '',
            '| measure | aim | found |', '|---|---|---|',
            f'| planted rule among the first three | at least 90 % | {100 * found / n:.1f} % |',
            f'| as the very first | | {100 * first / n:.1f} % |',
            f'| any rule where who left was dealt out anew | at most 8 % | {100 * anything / n:.1f} % |',
            f'| sentences a shop | | {sentences:.1f} |']
