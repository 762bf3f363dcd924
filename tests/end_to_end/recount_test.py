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
from program import Server, mikata, serving
from questions import NAMES, Asked, asked, counted, grains_of, opened
from recount import Facts, Rows
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
                            for name in draw.sample(sorted(NAMES), 5):
                                self.ask(server, facts, name, draw.choice(grains_of(name)), draw, False)
                    facts = book.told.facts()
                    for name in sorted(NAMES):
                        for grain in grains_of(name):
                            self.ask(server, facts, name, grain, draw, True)
                        for _ in range(6):
                            self.ask(server, facts, name, draw.choice(grains_of(name)), draw, False)
            self.assertGreater(self.rows, 0)


if __name__ == '__main__':
    unittest.main()
