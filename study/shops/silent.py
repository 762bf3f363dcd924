# SPDX-License-Identifier: Apache-2.0
"""Is the NPS of everybody who has bought what `silent` says?

Shop A: answering follows what is recorded. How much of the bias of the answers (nps_answered - nps_all)
is gone, and does the interval hold nps_all? Shop B: answering follows contentment too, which nobody can
see; does `silent` say so, and does its band hold nps_all?"""

SHOPS = 'AB'


def measure(shop) -> dict:
    answer = shop.ask('silent')
    names = [column['name'] for column in answer['columns']]
    row = dict(zip(names, answer['rows'][0]))
    truth = shop.truth
    return {'all': truth['nps_all'], 'as_answered': truth['nps_answered'],
            'says_unknown': any('cannot be known' in note['text'] for note in answer['notes']),
            **{name: row[name] for name in ('nps', 'nps_low', 'nps_high', 'band_low', 'band_high')}}


def holds(record: dict, low: str, high: str) -> bool:
    return record[low] <= record['all'] <= record[high]


def line(measure_: str, aim: str, values: list[str]) -> str:
    return f'| {measure_} | {aim} | {" | ".join(values)} |'


def faults(records: list[dict]) -> list[str]:
    """What must not be, however few the shops."""
    return [f'shop {record["shop"]} {record["seed"]}: {fault}' for record in records for fault, there in
            (('does not say that it cannot be known', not record['says_unknown']),
             ('the band does not hold the truth', not holds(record, 'band_low', 'band_high'))) if there]


def report(records: list[dict]) -> list[str]:
    shops = {kind: [record for record in records if record['shop'] == kind] for kind in 'AB'}
    if not all(shops.values()):
        return ['No shops.']

    def both(value) -> list[str]:
        return [value(shops[kind]) for kind in 'AB']

    def mean(of: list[dict], name: str) -> float:
        return sum(record[name] - record['all'] for record in of) / len(of)

    def share(of: list[dict], hits) -> str:
        return f'{100 * sum(hits(record) for record in of) / len(of):.1f} %'

    return [f'{len(shops["A"])} shops A and {len(shops["B"])} shops B of {records[0]["customers"]:,} customers.', '',
            '| measure | aim | shop A | shop B |', '|---|---|---|---|',
            line('bias of the answers, points', '', both(lambda of: f'{mean(of, "as_answered"):+.2f}')),
            line('bias after weighting, points', '', both(lambda of: f'{mean(of, "nps"):+.2f}')),
            line('bias that is gone', 'A: at least 70 %',
                 both(lambda of: f'{100 * (1 - mean(of, "nps") / mean(of, "as_answered")):.0f} %')),
            line('interval holds the truth', 'A: 92-98 %',
                 both(lambda of: share(of, lambda r: holds(r, 'nps_low', 'nps_high')))),
            line('band (odds 3) holds the truth', 'B: yes',
                 both(lambda of: share(of, lambda r: holds(r, 'band_low', 'band_high')))),
            line('says that it cannot be known', 'B: yes', both(lambda of: share(of, lambda r: r['says_unknown'])))]
