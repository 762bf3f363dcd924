#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Whatever a book holds and whatever is asked of it, an answer comes or one sentence that says why not: no
request ends the server, none is an error of its own, and no number in an answer is none (NaN). Books are of
one customer or of hundreds, of a day or of eighty years, without actions or without answers, with huge
amounts, weights of nothing, people who answer for others. EVERY_SEEDS=1:200 takes other books than the few of
every day."""
import csv
import datetime as dt
import json
import os
import pathlib
import random
import tempfile
import unittest
import urllib.parse
from typing import Any

from program import Server, mikata, serving

SEEDS = range(*map(int, os.environ.get('EVERY_SEEDS', '1:5').split(':')))
REQUESTS = 120
KINDS = ['order'] * 6 + ['return', 'contact', 'visit', 'cart', 'trial', 'campaign', 'open', 'click', 'refer',
                         'attend', 'complaint', 'cancel', 'trouble', 'share', 'follow']
QUESTIONS = [('nps', ''), ('csat', ''), ('csat', 'shop'), ('csat', 'delivery'), ('csat', 'staff'), ('effort', ''),
             ('agree', 'They help'), ('worth', 'quality'), ('worth', 'price'), ('worth', 'service'),
             ('worth', 'experience'), ('open', '')]
SCALES = {'nps': (0, 10), 'worth': (0, 10), 'effort': (1, 7)}
REMARKS = ['とても良かったです。また来ます。', 'Delivery was late and the box was broken.', '普通', '😀', 'Great price!',
           '高すぎる。説明が分かりにくい', 'サポートに電話したが、つながらない。', '<b>html</b>', '....',
           '値段は安いが品質が悪い', 'I love the staff, but the app crashes']
GROUPS = ['region', 'customers.channel', 'plan', 'gender', 'touchpoint', 'survey', 'actions.channel',
          'items.category', 'voices.channel', 'age', 'account_id', 'actions.kind', 'voices.question']
CONDITIONS = ["region = 'Osaka'", 'orders >= 2', 'last_nps <= 6', "actions.kind = 'order'", 'voices.score <= 3',
              "plan = 'm'", 'NOT (age > 30)', 'actions.amount > 100', 'region IS NULL', "items.category = 'x'",
              "voices.question = 'nps'", "touchpoint = 'shop'"]


def write(path: pathlib.Path, header: str, rows: list[list[Any]]) -> None:
    with path.open('w', encoding='utf-8', newline='') as text:
        csv.writer(text).writerows([header.split(), *rows])


def write_shop(folder: pathlib.Path, draw: random.Random) -> list[pathlib.Path]:
    """The files of a shop that have a row."""
    days = draw.choice([1, 10, 400, 3000, 30000])
    first = dt.datetime(2024, 1, 1) - dt.timedelta(days=draw.choice([0, 0, 3000, 36000]))
    times_as_much = draw.choice([1, 1, 1000, 10**9])
    weights = draw.choice([[''], [''], ['', 0, 1e-9, 2, 1e9]])

    def some_time() -> str:
        return f'{first + dt.timedelta(days=draw.randrange(days), seconds=draw.randrange(86400))}'
    names = [f'C{number}' for number in range(draw.choice([1, 2, 5, 40, 300]))]
    most_actions, most_forms = draw.choice([0, 1, 3, 20]), draw.choice([0, 1, 3, 8])
    customers, actions, voices = [], [], []
    for name in names:
        if draw.random() < 0.9:
            customers.append([name, draw.choice(['A1', 'A2', '']), draw.choice(['Osaka', '東京', '']),
                              draw.choice(['web', '', 'x']), draw.choice(['1980-01-01', '2020-02-29', '', '1900-01-01']),
                              draw.choice(['', some_time()[:10]]), draw.choice(['m', 'y', ''])])
        for _ in range(draw.randint(0, most_actions)):
            kind = draw.choice(KINDS)
            amount = draw.choice([0, 1, draw.randrange(1, 5000) * times_as_much]) if kind in ('order', 'return') else ''
            actions.append([f'X{len(actions)}', some_time(), kind, name, draw.choice(['', f'O{draw.randrange(99)}']),
                            amount, draw.choice(['', 0, draw.randrange(1, 99) * times_as_much]), draw.choice(['', 0, 5]),
                            draw.choice(['web', 'store', '']), draw.choice(['I1', 'I2', '']),
                            draw.choice(['', 'shop', 'delivery']), draw.choice(['', 'K1'])])
        for form in range(draw.randint(0, most_forms)):
            time, anonymous = some_time(), draw.choice(['', '', '', 'true'])
            for question, touchpoint in draw.sample(QUESTIONS, draw.randint(1, len(QUESTIONS))):
                low, high = SCALES.get(question, (1, 5))
                wordy = question == 'open' or draw.random() < 0.2
                voices.append([f'V{len(voices)}', f'{name}-{form}', time, name if draw.random() < 0.9 else '',
                               draw.choice(['answered'] * 9 + ['invited']), question, touchpoint,
                               '' if question == 'open' else draw.randint(low, high), low, high,
                               draw.choice(REMARKS) if wordy else '', anonymous, draw.choice(weights),
                               draw.choice(['S1', 'S2', '']), draw.choice([''] * 9 + ['Rival']),
                               draw.choice([''] * 9 + ['employee'])])
    tables = {'customers': ('customer_id account_id region channel birth_date first_seen_at plan', customers),
              'actions': ('action_id occurred_at kind customer_id order_id amount cost discount channel item_id '
                          'touchpoint campaign', actions),
              'voices': ('voice_id response_id occurred_at customer_id status question touchpoint score scale_low '
                         'scale_high text anonymous weight survey about speaker', voices)}
    for table, (header, rows) in tables.items():
        write(folder / f'{table}.csv', header, rows)
    return [folder / f'{table}.csv' for table, (_, rows) in tables.items() if rows]


def some_words(insight: dict[str, Any], draw: random.Random) -> dict[str, str]:
    """Of its own parameters and those of all, some."""
    words = {parameter['name']: draw.choice(parameter['choices']) for parameter in insight['parameters']
             if parameter.get('choices') and draw.random() < 0.6}
    if insight['name'] == 'customer':
        words['customer'] = f'C{draw.randrange(5)}'
    for chance, name, values in ((0.6, 'period', ['day', 'week', 'month', 'quarter', 'year', 'all']), (0.4, 'by', GROUPS),
                                 (0.3, 'where', CONDITIONS), (0.2, 'unit', ['account']), (0.2, 'all_answers', ['true']),
                                 (0.2, 'as_of', ['2024-01-05', '2024-06-01', '2100-01-01']),
                                 (0.2, 'last', ['1d', '30d', '12m', '2y'])):
        if draw.random() < chance:
            words[name] = draw.choice(values)
    return words


def no_number(constant: str) -> None:
    raise ValueError(f'{constant} is not JSON')


class EveryQuestion(unittest.TestCase):
    def get(self, server: Server, path: str, **words: str) -> dict[str, Any] | None:
        """The answer, or nothing where a sentence says why not."""
        status, _, body = server.request('GET', f'{path}?{urllib.parse.urlencode(words)}')
        document = json.loads(body, parse_constant=no_number)
        if status == 200:
            return document
        self.assertIn(status, (400, 404, 422), body)
        self.assertTrue(document['detail'])
        return None

    def test_answers_or_says_why_not(self):
        answered = 0
        for seed in SEEDS:
            draw = random.Random(seed)
            with tempfile.TemporaryDirectory(prefix='mikata-every-') as name, self.subTest(seed=seed):
                folder = pathlib.Path(name)
                book = folder / 'a.book'
                for file in write_shop(folder, draw):
                    done = mikata('import', book, file, '--as', file.stem)
                    self.assertEqual(done.code, 0, done.err)
                self.assertEqual(mikata('read', book).code, 0)
                with serving('serve', book) as server:
                    insights = server.json('/v1/insights')['insights']
                    for _ in range(REQUESTS):
                        insight = draw.choice(insights)
                        words, path = some_words(insight, draw), f'/v1/insights/{insight["name"]}'
                        with self.subTest(seed=seed, path=path, **words):
                            answer = self.get(server, path, **words)
                            if not answer or not answer['rows']:
                                continue
                            answered += 1
                            columns = [column['name'] for column in answer['columns']]
                            self.assertEqual({len(row) for row in answer['rows']}, {len(columns)})
                            row = dict(zip(columns, draw.choice(answer['rows'])))
                            if row.get('key'):
                                self.assertIsNotNone(self.get(server, f'{path}/behind', **words, key=row['key']))
                    for path in ('/v1/customers/C0', '/v1/voices', '/v1/themes', '/healthz'):
                        self.get(server, path)
        self.assertGreater(answered, 0)


if __name__ == '__main__':
    unittest.main()
