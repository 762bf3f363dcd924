#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every number of made-up companies counted a second time, by recount.py. A book is told of them piece by
piece while its server answers: in any order, partly twice, with imports that were a mistake and are taken back,
and people who are found to be one. After each change, and at the end, it is asked by periods, groups and
conditions, of customers and of accounts. RECOUNT_SEEDS=1:200 takes other companies than the few of every day."""
import os
import pathlib
import random
import tempfile
import unittest
import urllib.parse
from typing import Any, NamedTuple

import made_up
from customer_page import page_of
from program import Server, mikata, serving
from questions import NAMES, Asked, asked, counted, grains_of, opened
from recount import Day, Facts, Rows
from told import File, Told

SEEDS = range(*map(int, os.environ.get('RECOUNT_SEEDS', '1:4').split(':')))


class Change(NamedTuple):
    what: str
    file: File | None = None


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


def as_written(values: dict[str, Any]) -> dict[str, Any]:
    return {name: f'{value}' if isinstance(value, Day) else value for name, value in values.items()}


class Book:
    """A book behind its server, and what it has been told."""

    def __init__(self, test: unittest.TestCase, path: pathlib.Path, timezone: str):
        self.test, self.path, self.timezone = test, path, timezone
        self.told = Told()
        self.import_ids: dict[pathlib.Path, str] = {}

    def run(self, *words: Any) -> Any:
        done = mikata(*words, '--format', 'json')
        self.test.assertEqual(done.code, 0, done.err)
        return done.json()

    def change(self, change: Change, draw: random.Random) -> None:
        match change:
            case Change('import', file):
                report = self.run('import', self.path, file.path, '--timezone', self.timezone)
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

    def open_page(self, server: Server, book: Book, facts: Facts, draw: random.Random) -> None:
        """A customer's page, under any of their ids."""
        customer = draw.choice(sorted(facts.measures))
        names = [name for name, person in book.told.person_of.items() if person == customer]
        name = draw.choice([customer, *names])
        with self.subTest(name=name, customer=customer):
            told = server.json(f'/v1/customers/{name}')
            page = page_of(facts, customer, asked('stage', facts, 'all', None).view)
            self.assertEqual(told['customer_id'], customer)
            self.assertEqual({one['name']: one['value'] for one in told['attributes']}, as_written(page.told))
            columns = [column['name'] for column in told['measures']['columns']]
            self.assertEqual(dict(zip(columns, told['measures']['rows'][0])), as_written(page.measures))
            glance = told['glance']
            self.assertEqual((glance['stage'] or {}).get('name'), page.stage)
            wrong = glance['wrong'] and tuple(glance['wrong'][part] for part in ('kind', 'day', 'score'))
            self.assertEqual(wrong, page.wrong and (page.wrong[0], f'{page.wrong[1]}', page.wrong[2]))
            columns = [column['name'] for column in told['timeline']['columns']]
            seen = [dict(zip(columns, row)) for row in told['timeline']['rows']]
            self.assertEqual([fact['local_day'] for fact in seen], [f'{time.date()}' for time, *_ in page.timeline])
            self.assertCountEqual(
                [[fact[part] for part in ('at', 'side', 'kind', 'amount', 'score', 'channel')] for fact in seen],
                [[made_up.in_utc(time), *rest] for time, *rest in page.timeline])

    def test_every_number_is_that_of_a_second_count(self):
        for seed in SEEDS:
            draw, self.rows = random.Random(seed), 0
            with tempfile.TemporaryDirectory(prefix='mikata-recount-') as name, self.subTest(seed=seed):
                folder = pathlib.Path(name)
                company = made_up.Company(seed)
                first, *changes = with_mistakes(company, folder, draw)
                book = Book(self, folder / 'a.book', company.zone.key)
                book.change(first, draw)
                with serving('serve', book.path) as server:
                    for change in changes:
                        book.change(change, draw)
                        facts = book.told.facts()
                        if facts.actions or facts.answers:
                            for name in draw.sample(sorted(NAMES), 5):
                                self.ask(server, facts, name, draw.choice(grains_of(name)), draw, False)
                        if facts.measures:
                            self.open_page(server, book, facts, draw)
                    facts = book.told.facts()
                    for name in sorted(NAMES):
                        for grain in grains_of(name):
                            self.ask(server, facts, name, grain, draw, True)
                        for _ in range(6):
                            self.ask(server, facts, name, draw.choice(grains_of(name)), draw, False)
            self.assertGreater(self.rows, 0)


if __name__ == '__main__':
    unittest.main()
