#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every number of made-up companies counted a second time, by recount.py. A book is told of them piece by
piece while its server answers: in any order, partly twice, with imports that were a mistake and are taken back,
and people who are found to be one. After each change, and at the end, it is asked by periods, groups and
conditions, of customers and of accounts. RECOUNT_SEEDS=1:200 takes other companies than the few of every day."""
import datetime as dt
import functools
import os
import pathlib
import random
import tempfile
import unittest
import urllib.parse
from typing import Any, Callable, NamedTuple

import made_up
import recount
from program import Server, mikata, serving
from recount import Action, Answer, Day, Facts, Rows, View
from told import File, Told

SEEDS = range(*map(int, os.environ.get('RECOUNT_SEEDS', '1:4').split(':')))
COUNTS: dict[str, Callable[[Facts, View], Rows]] = {
    'nps': recount.nps, 'csat': recount.score_share('csat'), 'effort': recount.score_share('effort'),
    'agree': recount.score_share('agree'), 'retention': recount.retention, 'frequency': recount.frequency,
    'acquisition': recount.acquisition, 'profitability': recount.profitability, 'rfm': recount.rfm,
    'tenure': recount.tenure, 'quadrant': recount.quadrant, 'loyalty': recount.loyalty,
    'stage': recount.stage, 'engagement': recount.engagement, 'pulse': recount.pulse}
GRAINS = ['day', 'week', 'month', 'quarter', 'year', 'all']
NO_PERIODS = {'rfm', 'quadrant', 'loyalty', 'stage'}  # their keys begin with the group
ON_A_DAY = {'quadrant', 'stage'}  # as everything was known then
REFUSED = {('retention', 'all'), ('pulse', 'all'), ('loyalty', 'day')}  # no cohorts, periods; too many moments
COUNTED_BY = {'nps': 'n', 'csat': 'n', 'effort': 'n', 'agree': 'n', 'retention': 'retained', 'engagement': 'people', 'pulse': 'n'}
GROUPED = set(COUNTS) - {'rfm', 'acquisition', 'pulse'}  # ranks of all; groups of its own; of everybody
BY_ACTIONS = {'retention', 'frequency', 'profitability', 'tenure', 'quadrant', 'loyalty', 'stage'}
OF_ACCOUNTS = set(COUNTS) - {'acquisition', 'pulse'}  # a channel is one of customers
OF_ANSWERS = {'nps', 'csat', 'effort', 'agree'}
GROUPS = {'region': 'region', 'customers.channel': 'channel'}


def is_at_most(value: float | None, most: float) -> bool:
    return value is not None and value <= most


PEOPLE: dict[str, Callable[[dict[str, Any]], bool]] = {
    "region = 'Osaka'": lambda told: told.get('region') == 'Osaka',
    "NOT region = '東京'": lambda told: told.get('region') not in (None, '東京'),
    "region IS NULL OR customers.channel = 'friend'":
        lambda told: told.get('region') is None or told.get('channel') == 'friend',
    'orders >= 3': lambda told: told.get('orders', 0) >= 3,
    'returns > 0 AND NOT (visits > 0 OR contacts > 1)':
        lambda told: told.get('returns', 0) > 0 and not (told['visits'] > 0 or told['contacts'] > 1),
    'revenue_365d < 5000 AND age >= 40':
        lambda told: told.get('revenue_365d', 5000) < 5000 and (told['age'] or 0) >= 40,
    'days_since_order <= 20 OR gap_largest_days > 50':
        lambda told: is_at_most(told.get('days_since_order'), 20) or (told.get('gap_largest_days') or 0) > 50,
    "last_nps >= 9 OR last_csat <= 2 OR first_order_day < '2024-12-01'":
        lambda told: (told.get('last_nps') or 0) >= 9 or is_at_most(told.get('last_csat'), 2) or
        (told.get('first_order_day') or Day.max) < Day(2024, 12, 1),
    'occasions BETWEEN 1 AND 3 AND answers > 1':
        lambda told: 1 <= told.get('occasions', 0) <= 3 and told['answers'] > 1}
# Who ever said so, in a question about what they did, and the other way round.
WHO_SAID: dict[str, Callable[[Answer], bool]] = {
    "voices.question = 'nps' AND voices.score <= 6": lambda answer: answer.question == 'nps' and answer.score <= 6,
    "voices.score BETWEEN 4 AND 5 AND voices.question IN ('csat', 'effort')":
        lambda answer: 4 <= answer.score <= 5 and answer.question in ('csat', 'effort')}
WHO_DID: dict[str, Callable[[Action], bool]] = {
    "actions.kind = 'order' AND actions.channel = 'web'":
        lambda action: action.kind == 'order' and action.channel == 'web',
    'actions.amount >= 4000': lambda action: action.kind == 'order' and action.amount >= 4000}
ACTION_CONDITIONS: dict[str, Callable[[Action], bool]] = {
    "actions.channel = 'web'": lambda action: action.channel == 'web',
    "NOT (actions.kind = 'order' AND actions.channel <> 'store')":
        lambda action: not (action.kind == 'order' and action.channel != 'store')}


class Change(NamedTuple):
    what: str
    file: File | None = None


def grains_of(name: str) -> list[str]:
    return [grain for grain in GRAINS if (name, grain) not in REFUSED]


class Asked(NamedTuple):
    """A request, and what it asks for."""
    words: dict[str, str]
    view: View
    facts: Facts


def of_whom(facts: Facts, holds: Callable[[dict[str, Any]], bool]) -> Facts:
    """What those say and do of whom it holds; of who has no record nothing is known."""
    def theirs(customer: str | None) -> bool:
        return holds(facts.measures.get(customer or '', {}))
    return facts._replace(customers={name: told for name, told in facts.customers.items() if theirs(name)},
                          actions=[fact for fact in facts.actions if theirs(fact.customer)],
                          answers=[fact for fact in facts.answers if theirs(fact.customer)])


def who_ever(name: str, facts: Facts, draw: random.Random) -> tuple[str, Callable[[dict[str, Any]], bool]]:
    """A condition on what a customer ever did or said by then, whichever the question is not about."""
    if name in OF_ANSWERS:
        words = draw.choice(list(WHO_DID))
        people = {action.customer for action in facts.actions if WHO_DID[words](action)}
    else:
        words = draw.choice(list(WHO_SAID))
        people = {answer.customer for answer in facts.answers if answer.customer and WHO_SAID[words](answer)}
    if draw.random() < 0.5:
        return words, lambda told: told.get('customer') in people
    return f'NOT ({words})', lambda told: 'customer' in told and told['customer'] not in people


def of_actions(facts: Facts, holds: Callable[[Action], bool]) -> Facts:
    return facts._replace(actions=[action for action in facts.actions if holds(action)])


def of_accounts(facts: Facts) -> Facts:
    """Accounts in the place of their customers; who has none says and does nothing. An account is known
    from the day of the first of them, or always."""
    accounts = {name: told['account_id'] for name, told in facts.customers.items() if told['account_id']}
    known = recount.known_days(facts)
    customers = {account: {'first_seen_at': min(known[name] or Day.min for name in accounts
                                                if accounts[name] == account)}
                 for account in accounts.values()}
    return facts._replace(customers=customers,
                          actions=[fact._replace(customer=accounts[fact.customer]) for fact in facts.actions
                                   if fact.customer in accounts],
                          answers=[fact._replace(customer=accounts[fact.customer]) for fact in facts.answers
                                   if fact.customer in accounts],
                          sent=[sent._replace(by=accounts[sent.by]) for sent in facts.sent
                                if sent.by in accounts and sent.account != accounts[sent.by]])


def up_to(facts: Facts, day: Day) -> Facts:
    known = recount.known_days(facts)
    customers = {name: told for name, told in facts.customers.items() if (known[name] or day) <= day}
    return facts._replace(customers=customers, as_of=day,
                          actions=[action for action in facts.actions if action.day <= day],
                          answers=[answer for answer in facts.answers if answer.day <= day],
                          campaigns=[action for action in facts.campaigns if action.day <= day],
                          sent=[sent for sent in facts.sent if sent.day <= day])


def asked(name: str, facts: Facts, grain: str, draw: random.Random | None) -> Asked:
    """By periods of `grain`; with `draw` of some days, as of one, of groups or under a condition."""
    words, start, end, known, told = {'period': grain}, facts.first, facts.as_of, facts, facts
    if draw:
        first, days = facts.first, (facts.as_of - facts.first).days
        match draw.choice(['all', 'as of'] if name == 'pulse' else ['all', 'window', 'as of']):
            case 'window':
                end = first + dt.timedelta(days=draw.randrange(days // 3, days + 1))
                start = first + dt.timedelta(days=draw.randrange((end - first).days + 1))
                words |= {'start': f'{start}', 'end': f'{end}'}
            case 'as of':
                end = first + dt.timedelta(days=draw.randrange(days + 1))
                words['as_of'] = f'{end}'
                known = up_to(facts, end)
        if draw.random() < 0.5:
            words['where'] = draw.choice(list(PEOPLE))
            known, told = (of_whom(some, PEOPLE[words['where']]) for some in (known, told))
        elif draw.random() < 0.4:
            who, by_whom = who_ever(name, up_to(known, end) if name in ON_A_DAY else known, draw)
            words['where'] = who
            known, told = (of_whom(some, by_whom) for some in (known, told))
        elif name in BY_ACTIONS and draw.random() < 0.5:
            words['where'] = draw.choice(list(ACTION_CONDITIONS))
            known, told = (of_actions(some, ACTION_CONDITIONS[words['where']]) for some in (known, told))
        if name in GROUPED and draw.random() < 0.5:
            words['by'] = draw.choice([*GROUPS, 'actions.channel'] if name in BY_ACTIONS else list(GROUPS))
        if name in OF_ACCOUNTS and draw.random() < 0.3:
            words['unit'] = 'account'
    chosen = words.get('where') in ACTION_CONDITIONS or words.get('by') == 'actions.channel'
    own_lives = chosen or 'unit' in words

    @functools.cache
    def usual(day: Day) -> float | None:
        parts = parts_of(told, words) if own_lives else {'': facts}
        lives = {(group, name): days for group, part in parts.items()
                 for name, days in recount.buying_days(part, day).items()}
        return recount.usual_silence(lives, day)
    return Asked(words, View(grain, start, end, usual, chosen), known)


def key_of(name: str, key: str, group: str) -> str:
    """A row's key with the group it is of; of acquisition the channel is the group."""
    if name in NO_PERIODS:
        return f'{group}|{key}'
    if name in ('acquisition', 'pulse'):
        return key
    period, bar, rest = key.partition('|')
    return f'{period}|{group}{bar}{rest}'


def groups_of(facts: Facts, by: str) -> dict[str, Facts]:
    """What each value of a column says and does, by its place in keys."""
    def part(value: str | None) -> Facts:
        if by == 'actions.channel':
            return of_actions(facts, lambda action: action.channel == value)
        return of_whom(facts, lambda told: told.get(GROUPS[by]) == value)
    values = ({action.channel for action in facts.actions} if by == 'actions.channel' else
              {told[GROUPS[by]] for told in facts.customers.values()} | {None})
    return {'%00' if value is None else value: part(value) for value in values}


def parts_of(facts: Facts, words: dict[str, str]) -> dict[str, Facts]:
    """The facts by groups, of customers or of accounts."""
    parts = groups_of(facts, words['by']) if 'by' in words else {'': facts}
    return {group: of_accounts(part) for group, part in parts.items()} if 'unit' in words else parts


def counted(name: str, question: Asked) -> Rows:
    facts = question.facts
    if name == 'acquisition' and 'where' in question.words:  # what campaigns cost is of nobody
        facts = facts._replace(campaigns=[])
    rows = {key_of(name, key, group): row for group, part in parts_of(facts, question.words).items()
            for key, row in COUNTS[name](part, question.view).items()}
    return recount.goods_unknown(rows) if name == 'profitability' else rows


def opened(name: str, row: dict[str, Any]) -> int:
    """How many stand behind a row."""
    if name == 'pulse' and row['measure'] in ('returned', 'newcomers'):  # those themselves
        return round(row['n'] * (row['value'] or 0))
    return row[COUNTED_BY.get(name, 'customers')]


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


def with_mistakes(company: made_up.Company, folder: pathlib.Path, draw: random.Random) -> list[Change]:
    """Imports in any order, those that were a mistake taken back at some time, and people found to be one."""
    changes = [Change('import', file) for file in made_up.right_files(company, folder, draw)]
    for mistake in made_up.mistakes(company, folder, draw):
        changes.insert(draw.randint(0, len(changes)), Change('import', mistake))
        changes.insert(draw.randint(changes.index(Change('import', mistake)) + 1, len(changes)),
                       Change('undo', mistake))
    return changes + [Change('merge'), Change('merge'), Change('merge'), Change('split')]


class Book:
    """A book behind its server, and what it has been told."""

    def __init__(self, test: unittest.TestCase, path: pathlib.Path):
        self.test, self.path = test, path
        self.told = Told()
        self.import_ids: dict[pathlib.Path, str] = {}

    def run(self, *words: Any) -> Any:
        done = mikata(*words, '--format', 'json')
        self.test.assertEqual(done.code, 0, done.err)
        return done.json()

    def change(self, change: Change, draw: random.Random) -> None:
        match change:
            case Change('import', file):
                report = self.run('import', self.path, file.path, '--timezone', 'Asia/Tokyo')
                self.import_ids[file.path] = report['import_id']
                self.told.import_file(file)
            case Change('undo', file):
                self.run('undo', self.path, self.import_ids[file.path])
                self.told.undo(file)
            case Change('merge'):
                people = sorted({fact.customer for fact in self.told.facts().actions})
                if len(people) > 1:
                    one, other = draw.sample(people, 2)
                    self.run('link', self.path, '--merge', one, other)
                    self.told.merge(one, other)
            case Change('split') if self.told.person_of:
                one = draw.choice(sorted(self.told.person_of))
                self.run('link', self.path, '--split', one)
                self.told.split(one)


class Recount(unittest.TestCase):
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
            self.assertEqual(behind['total'], opened(name, row), f'{row} and those behind it')

    def ask(self, server: Server, facts: Facts, name: str, grain: str, draw: random.Random, plain: bool) -> None:
        question = asked(name, facts, grain, None if plain else draw)
        with self.subTest(name=name, **question.words):
            self.check(server, name, question, draw)

    def test_every_number_is_that_of_a_second_count(self):
        for seed in SEEDS:
            draw, self.rows = random.Random(seed), 0
            with tempfile.TemporaryDirectory(prefix='mikata-recount-') as name, self.subTest(seed=seed):
                folder = pathlib.Path(name)
                first, *changes = with_mistakes(made_up.Company(seed), folder, draw)
                book = Book(self, folder / 'a.book')
                book.change(first, draw)
                with serving('serve', book.path) as server:
                    for change in changes:
                        book.change(change, draw)
                        facts = book.told.facts()
                        if facts.actions or facts.answers:
                            for name in draw.sample(sorted(COUNTS), 5):
                                self.ask(server, facts, name, draw.choice(grains_of(name)), draw, False)
                    facts = book.told.facts()
                    for name in COUNTS:
                        for grain in grains_of(name):
                            self.ask(server, facts, name, grain, draw, True)
                        for _ in range(6):
                            self.ask(server, facts, name, draw.choice(grains_of(name)), draw, False)
            self.assertGreater(self.rows, 0)


if __name__ == '__main__':
    unittest.main()
