#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What was promised anonymous stays so, by the command line and over HTTP."""
import pathlib
import shutil
import tempfile
import unittest
import urllib.parse

from program import mikata, serving

# Six people answered in January, and one of them, C1, in February.
ROWS = [f'v{i},C{i},2026-01-{10 + i},{score},true' for i, score in enumerate([2, 9, 9, 10, 10, 8], 1)]
VOICES = '\n'.join(['voice_id,customer_id,answered_at,nps,anonymous', *ROWS, 'v7,C1,2026-02-03,3,true']) + '\n'
ATTACKS = [{'where': "customer_id = 'C1'"}, {'where': 'score <= 2'}, {'by': 'customer_id'}, {'by': 'voice_id'},
           {'period': 'day'}, {'end': '2026-01-11'}, {'where': "customer_id = 'C1'", 'by': 'score'}]


class Promised(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix='mikata-promised-'))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.book = cls.folder / 'shop.book'
        (cls.folder / 'voices.csv').write_text(VOICES)
        done = mikata('import', cls.book, cls.folder / 'voices.csv', '--as', 'voices')
        assert done.code == 0, done.err

    def ask(self, **words: str) -> dict:
        flags = [word for name, value in words.items() for word in (f'--{name}', value)]
        done = mikata('nps', self.book, *flags, '--format', 'json')
        self.assertEqual(done.code, 0, done.err)
        return done.json()

    def test_a_month_of_enough_people_counts(self):
        answer = self.ask()
        self.assertEqual(answer['n'], 6)
        self.assertEqual([row[0] for row in answer['rows']], ['2026-01-01'])
        self.assertIn('small_cell', [note['kind'] for note in answer['notes']])

    def test_no_question_reaches_one_person(self):
        for attack in ATTACKS:
            with self.subTest(**attack):
                answer = self.ask(**attack)
                self.assertIn(answer['n'], (0, 6))
                self.assertNotIn('C1', str(answer['rows']))

    def test_http_tells_no_more(self):
        with serving('serve', self.book) as server:
            for attack in ATTACKS:
                with self.subTest(**attack):
                    query = urllib.parse.urlencode(attack)
                    self.assertEqual(server.json(f'/v1/insights/nps?{query}')['rows'], self.ask(**attack)['rows'])
                    page = server.json(f'/v1/insights/nps/behind?{query}&key=2026-01-01%7C')
                    self.assertNotIn('C1', str(page['rows']))
            person = server.json('/v1/customers/C1')
            self.assertEqual(person['timeline']['rows'], [])
            self.assertNotIn(2, person['measures']['rows'][0])

    def test_behind_names_nobody(self):
        page = mikata('nps', self.book, '--behind', '2026-01-01|', '--format', 'json').json()
        names = [column['name'] for column in page['columns']]
        self.assertEqual(len(page['rows']), 6)
        for row in page['rows']:
            told = dict(zip(names, row))
            self.assertEqual((told['customer_id'], told['voice_id'], told['local_day']), (None, None, '2026-01-01'))


if __name__ == '__main__':
    unittest.main()
