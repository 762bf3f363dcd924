# SPDX-License-Identifier: Apache-2.0
"""Does `quadrant` put as many customers in each field as truth.json counts?

truth.json is counted from the shop's own records of orders and answers, by code that shares nothing
with the insight. --action model has no truth in the files: how often it agrees with who truly left
(truth_customers.csv, alive_until) stands beside the silence rule."""

SHOPS = 'AB'
FIELDS = ['content_staying', 'content_gone', 'complaining_staying', 'complaining_gone', 'no_answer']
ANSWERED = FIELDS[:4]


def agreement(shop, *action: str) -> dict:
    left = {row['customer_id']: bool(row['alive_until']) for row in shop.customers}
    people = right = 0
    for field in ANSWERED:
        for person in shop.behind('quadrant', f'|{field}', *action):
            people += 1
            right += left[person['customer_id']] == field.endswith('gone')
    return {'people': people, 'right': right}


def measure(shop) -> dict:
    found = {row['field']: row['customers'] for row in shop.rows('quadrant')}
    record = {field: found[field] - shop.truth['quadrant'][field] for field in FIELDS}
    record['silence'] = agreement(shop)
    record['model'] = agreement(shop, '--action', 'model')
    return record


def report(records: list[dict]) -> list[str]:
    equal = sum(all(record[field] == 0 for field in FIELDS) for record in records)
    lines = [f'{len(records)} shops; all five fields equal in {equal}.', '',
             '| field | shops that differ | largest difference |', '|---|---|---|']
    for field in FIELDS:
        differences = [abs(record[field]) for record in records if record[field]]
        lines.append(f'| {field} | {len(differences)} | {max(differences, default=0)} |')
    lines += ['', '| gone by | people | agrees with who truly left |', '|---|---|---|']
    for rule in ('silence', 'model'):
        people, right = (sum(record[rule][key] for record in records) for key in ('people', 'right'))
        lines.append(f'| {rule} | {people:,} | {100 * right / people:.1f} % |')
    return lines


def faults(records: list[dict]) -> list[str]:
    return [f'shop {record["shop"]} {record["seed"]}: {field} differs by {record[field]}'
            for record in records for field in FIELDS if record[field]]
