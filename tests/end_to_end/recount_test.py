#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every number of made-up companies counted a second time, by recount.py: what is imported in pieces, in
any order and partly twice, beside an import that is taken back, and asked for by periods, groups and conditions. RECOUNT_SEEDS=1:200 takes other
companies than the few of every day."""
import contextlib
import datetime as dt
import functools
import os
import pathlib
import random
import tempfile
import unittest
import urllib.parse
from typing import Any, Callable, Iterator, NamedTuple

import made_up
import recount
from program import Server, mikata, serving
from recount import Day, Facts, Rows, View

SEEDS = range(*map(int, os.environ.get('RECOUNT_SEEDS', '1:5').split(':')))
COUNTS: dict[str, Callable[[Facts, View], Rows]] = {
    'nps': recount.nps, 'csat': recount.score_share('csat'), 'effort': recount.score_share('effort'),
    'agree': recount.score_share('agree'), 'retention': recount.retention, 'frequency': recount.frequency,
    'acquisition': recount.acquisition, 'profitability': recount.profitability, 'rfm': recount.rfm,
    'tenure': recount.tenure, 'quadrant': recount.quadrant, 'loyalty': recount.loyalty,
    'stage': recount.stage, 'engagement': recount.engagement}
GRAINS = ['day', 'week', 'month', 'quarter', 'year', 'all']
NO_PERIODS = {'rfm', 'quadrant', 'loyalty', 'stage'}  # their keys begin with the group
REFUSED = {('retention', 'all'), ('loyalty', 'day')}  # no cohorts; too many moments
COUNTED_BY = {'nps': 'n', 'csat': 'n', 'effort': 'n', 'agree': 'n', 'retention': 'retained', 'engagement': 'people'}
GROUPS = {'region': 'region', 'customers.channel': 'channel'}
CONDITIONS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "region = 'Osaka'": lambda told: told.get('region') == 'Osaka',
    "NOT region = '東京'": lambda told: told.get('region') not in (None, '東京'),
    "region IS NULL OR customers.channel = 'friend'":
        lambda told: told.get('region') is None or told.get('channel') == 'friend'}


class Asked(NamedTuple):
    """A request, and what it asks for."""
    words: dict[str, str]
    view: View
    facts: Facts


def of_whom(facts: Facts, holds: Callable[[dict[str, Any]], bool]) -> Facts:
    """What those say and do of whom it holds; of who has no record nothing is known."""
    def theirs(customer: str | None) -> bool:
        return holds(facts.customers.get(customer or '', {}))
    return Facts({name: told for name, told in facts.customers.items() if holds(told)},
                 [fact for fact in facts.actions if theirs(fact.customer)],
                 [fact for fact in facts.answers if theirs(fact.customer)], facts.as_of)


def up_to(facts: Facts, day: Day) -> Facts:
    known = recount.known_days(facts)
    customers = {name: told for name, told in facts.customers.items() if (known[name] or day) <= day}
    return Facts(customers, [fact for fact in facts.actions if fact.day <= day],
                 [fact for fact in facts.answers if fact.day <= day], day)


def asked(facts: Facts, grain: str, draw: random.Random | None, by: bool) -> Asked:
    """By periods of `grain`; with `draw` of some days, as of one, of groups or under a condition."""
    first = min(fact.day for fact in [*facts.actions, *facts.answers])

    @functools.cache
    def usual(day: Day) -> float | None:
        return recount.usual_silence(recount.buying_days(facts, day), day)

    words, start, end, known = {'period': grain}, first, facts.as_of, facts
    if draw:
        days = (facts.as_of - first).days
        match draw.choice(['all', 'window', 'as of']):
            case 'window':
                end = first + dt.timedelta(days=draw.randrange(days // 3, days + 1))
                start = first + dt.timedelta(days=draw.randrange((end - first).days + 1))
                words |= {'start': f'{start}', 'end': f'{end}'}
            case 'as of':
                end = first + dt.timedelta(days=draw.randrange(days + 1))
                words['as_of'] = f'{end}'
                known = up_to(facts, end)
        if draw.random() < 0.5:
            words['where'] = draw.choice(list(CONDITIONS))
            known = of_whom(known, CONDITIONS[words['where']])
        if by and draw.random() < 0.5:
            words['by'] = draw.choice(list(GROUPS))
    return Asked(words, View(grain, start, end, usual), known)


def key_of(name: str, key: str, group: str) -> str:
    """A row's key with the group it is of; of acquisition the channel is the group."""
    if name in NO_PERIODS:
        return f'{group}|{key}'
    if name == 'acquisition':
        return key
    period, bar, rest = key.partition('|')
    return f'{period}|{group}{bar}{rest}'


def counted(name: str, question: Asked) -> Rows:
    if name == 'acquisition' and 'where' in question.words:  # what campaigns cost is of nobody
        actions = [action for action in question.facts.actions if action.kind != 'campaign']
        question = question._replace(facts=question.facts._replace(actions=actions))
    if 'by' not in question.words:
        return {key_of(name, key, ''): row for key, row in COUNTS[name](question.facts, question.view).items()}
    column = GROUPS[question.words['by']]
    rows: Rows = {}
    for group in {told[column] for told in question.facts.customers.values()} | {None}:
        part = of_whom(question.facts, lambda told, group=group: told.get(column) == group)
        rows |= {key_of(name, key, '%00' if group is None else group): row
                 for key, row in COUNTS[name](part, question.view).items()}
    return rows


def is_near(told: float | None, wanted: float | None) -> bool:
    if told is None or wanted is None:
        return told is wanted
    return abs(told - wanted) <= 1e-9 * max(1, abs(wanted))


def differences(told: Rows, wanted: Rows) -> list[str]:
    found = [f'row {key}: only counted: {wanted[key]}' for key in sorted(wanted.keys() - told.keys())]
    found += [f'row {key}: only answered: {told[key]}' for key in sorted(told.keys() - wanted.keys())]
    for key in sorted(told.keys() & wanted.keys()):
        found += [f'row {key}, {column}: {told[key][column]}, counted {value}'
                  for column, value in wanted[key].items() if not is_near(told[key][column], value)]
    return found


class Recount(unittest.TestCase):
    @contextlib.contextmanager
    def serve(self, facts: Facts, draw: random.Random) -> Iterator[Server]:
        with tempfile.TemporaryDirectory(prefix='mikata-recount-') as name:
            folder = pathlib.Path(name)
            book, mistake = folder / 'a.book', folder / 'actions_wrong.csv'
            made_up.write_mistake(facts, mistake, draw)
            files = made_up.write(facts, folder, draw)
            files.insert(draw.randint(0, len(files)), mistake)
            imports = {}
            for file in files:
                done = mikata('import', book, file, '--timezone', 'Asia/Tokyo', '--format', 'json')
                self.assertEqual(done.code, 0, done.err)
                imports[file] = done.json()['import_id']
            undone = mikata('undo', book, imports[mistake])
            self.assertEqual(undone.code, 0, undone.err)
            with serving('serve', folder / 'a.book') as server:
                yield server

    def check(self, server: Server, name: str, question: Asked, draw: random.Random) -> None:
        path = f'/v1/insights/{name}'
        answer = server.json(f'{path}?{urllib.parse.urlencode(question.words)}')
        if answer.get('missing'):  # nobody was asked this, or nobody bought
            self.assertEqual(answer['rows'], [])
            return
        columns = [column['name'] for column in answer['columns']]
        told = {row[columns.index('key')]: dict(zip(columns, row)) for row in answer['rows']}
        self.assertEqual(len(told), len(answer['rows']), 'keys that are there twice')
        wanted = counted(name, question)
        self.rows += len(wanted)
        found = differences(told, wanted)
        self.assertFalse(found, '\n'.join([f'{len(found)} differences', *found[:5]]))
        for key, row in draw.sample(sorted(told.items()), min(2, len(told))):
            behind = server.json(f'{path}/behind?{urllib.parse.urlencode(question.words | {"key": key})}')
            counted_by = COUNTED_BY.get(name, 'customers')
            self.assertEqual(behind['total'], row[counted_by], f'{counted_by} of {key} and those behind it')

    def test_every_number_is_that_of_a_second_count(self):
        for seed in SEEDS:
            facts, draw = made_up.Company(seed).facts, random.Random(seed)
            self.rows = 0
            with self.serve(facts, draw) as server:
                for name in COUNTS:
                    grains = [grain for grain in GRAINS if (name, grain) not in REFUSED]
                    by = name not in ('rfm', 'acquisition')  # ranks of all; groups of its own
                    questions = [asked(facts, grain, None, by) for grain in grains]
                    questions += [asked(facts, draw.choice(grains), draw, by) for _ in range(6)]
                    for question in questions:
                        with self.subTest(seed=seed, name=name, **question.words):
                            self.check(server, name, question, draw)
            self.assertGreater(self.rows, 0)


if __name__ == '__main__':
    unittest.main()
