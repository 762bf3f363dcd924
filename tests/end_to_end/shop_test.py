#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A made-up shop from files to answers, by the command line and over HTTP."""
import filecmp
import json
import pathlib
import shutil
import signal
import tempfile
import time
import unittest
import urllib.parse

from program import mikata, serving

NAMES = ['pulse', 'nps', 'csat', 'effort', 'agree', 'retention', 'frequency', 'acquisition',
         'profitability', 'rfm', 'tenure', 'engagement', 'customer']
KEYS = {'insight', 'title', 'question', 'as_of', 'period', 'parameters', 'columns', 'rows', 'n', 'method',
        'definition', 'source', 'left_out', 'notes'}
TYPES = {'string', 'integer', 'number', 'money', 'share', 'points', 'date', 'timestamp'}
NOTES = {'not_significant', 'open_period', 'small_cell', 'not_linked', 'rounded', 'not_enough'}


class Shop(unittest.TestCase):
    folder: pathlib.Path
    book: pathlib.Path
    report: dict

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix='mikata-shop-'))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.book = cls.folder / 'shop.book'
        done = mikata('simulate', cls.folder / 'files', '--customers', '400', '--seed', '7')
        assert done.code == 0, done.err
        done = mikata('import', cls.book, cls.folder / 'files', '--format', 'json')
        assert done.code == 0, done.err
        cls.report = done.json()

    def insights(self) -> list[str]:
        return [insight['name'] for insight in mikata('insights', '--format', 'json').json()['insights']]

    def assert_fails(self, code: int, fact: str, *words):
        done = mikata(*words)
        self.assertEqual(done.code, code, done.err)
        self.assertEqual(done.out, '')
        self.assertIn(fact, done.err)


class Quadrant(Shop):
    def test_equals_what_the_shop_itself_counts(self):
        truth = json.loads((self.folder / 'files' / 'truth.json').read_text())['quadrant']
        answer = mikata('quadrant', self.book, '--format', 'json').json()
        field, customers = ([column['name'] for column in answer['columns']].index(name)
                            for name in ('field', 'customers'))
        self.assertEqual({row[field]: row[customers] for row in answer['rows']}, truth)
        self.assertGreater(min(truth.values()), 0)

    def test_everybody_who_moved_stands_in_the_field_they_moved_to(self):
        fields = mikata('quadrant', self.book, '--format', 'json').json()
        flows = mikata('quadrant', self.book, '--view', 'flows', '--format', 'json').json()
        names = [column['name'] for column in flows['columns']]
        came = {}
        for row in flows['rows']:
            flow = dict(zip(names, row))
            came[flow['to']] = came.get(flow['to'], 0) + flow['customers']
        names = [column['name'] for column in fields['columns']]
        for row in fields['rows']:
            field = dict(zip(names, row))
            self.assertEqual(came.get(field['field'], 0), field['customers'], field)


class LowScores(Shop):
    def test_a_tick_over_http_is_seen_by_the_command_line_and_back(self):
        with serving('serve', self.book) as server:
            path = '/v1/desk/low_scores?last=90d&limit=3'
            before = server.json(path)
            self.assertGreater(before['total'], 3)
            self.assertEqual(before['total'], before['waiting'])
            days = [voice['day'] for voice in before['voices']]
            self.assertEqual(days, sorted(days, reverse=True))
            self.assertGreaterEqual(days[-1], before['start'])
            for voice in before['voices']:
                low, high = voice['scale']
                self.assertLess(voice['score'] - low, 0.7 * (high - low))
            following = server.json(path + f'&cursor={before["next"]}')
            shown = {voice['voice_id'] for voice in before['voices']}
            self.assertFalse(shown & {voice['voice_id'] for voice in following['voices']})
            one = before['voices'][0]['voice_id']
            origin = {'Origin': f'http://127.0.0.1:{server.port}', 'Content-Type': 'application/json'}
            status, _, body = server.request('PUT', f'/v1/voices/{one}/answered', origin, '{"by": "Hanako"}')
            self.assertEqual(status, 200, body)
            self.assertEqual(json.loads(body)['answered']['by'], 'Hanako')
            self.assertEqual(server.json(path)['total'], before['total'] - 1)
            done = mikata('low_scores', self.book, '--last', '90d', '--answered', 'yes', '--format', 'json')
            self.assertEqual([voice['voice_id'] for voice in done.json()['voices']], [one])
            self.assertEqual(mikata('low_scores', self.book, one, '--undo').code, 0)
            self.assertEqual(server.json(path)['total'], before['total'])

    def test_what_makes_no_sense_is_refused(self):
        with serving('serve', self.book) as server:
            origin = {'Origin': f'http://127.0.0.1:{server.port}', 'Content-Type': 'application/json'}
            for wrong in ['last=14', 'last=0d', 'answered=maybe', 'limit=0', 'limit=201', 'cursor=x', 'lost=14d']:
                self.assertEqual(server.request('GET', f'/v1/desk/low_scores?{wrong}')[0], 400, wrong)
            for body in ['{"buy": "x"}', '{"by": 1}', '[]', '{']:
                self.assertEqual(server.request('PUT', '/v1/voices/x/answered', origin, body)[0], 400, body)
            for method in ['PUT', 'DELETE']:
                self.assertEqual(server.request(method, '/v1/voices/nobody/answered', origin)[0], 404)
            self.assertEqual(server.request('PUT', '/v1/voices/x/answered',
                                            {'Origin': 'http://evil.example'}, '{}')[0], 403)
        self.assert_fails(2, 'last is not from 1d to 366d', 'low_scores', self.book, '--last', '2w')
        self.assert_fails(3, 'voice not found: nobody', 'low_scores', self.book, 'nobody')


class Import(Shop):
    def test_report_says_what_became_of_every_row(self):
        report = self.report
        self.assertGreater(report['accepted'], 1000)
        self.assertEqual(report['rejected'], [])
        self.assertEqual(report['rows'], report['accepted'] + report['duplicates'])
        for column in report['mapping']:
            self.assertEqual({'column', 'to', 'confidence', 'why'} - column.keys(), set())

    def test_the_same_files_again_add_nothing_and_undo_takes_them_back(self):
        copy = self.folder / 'copy.book'
        first = mikata('import', copy, self.folder / 'files', '--format', 'json').json()
        again = mikata('import', copy, self.folder / 'files', '--format', 'json').json()
        self.assertEqual(again['accepted'], 0)
        self.assertEqual(again['duplicates'], again['rows'])
        before = mikata('nps', copy, '--format', 'json').json()['n']
        self.assertGreater(before, 0)
        self.assertEqual(mikata('undo', copy, first['import_id']).code, 0)
        self.assertEqual(mikata('nps', copy, '--format', 'json').json()['n'], 0)
        self.assert_fails(3, first['import_id'], 'undo', copy, first['import_id'])

    def test_a_full_disk_leaves_the_book_as_it_was(self):
        full = self.folder / 'full.book'
        few = self.folder / 'few.csv'
        few.write_text('customer_id,region\nA1,Osaka\nA2,Tokyo\n')
        self.assertEqual(mikata('import', full, few).code, 0)
        before = mikata('check', full, '--format', 'json').json()
        largest = max(file.stat().st_size for file in full.iterdir())
        for room in [0, 100_000, 1_000_000]:
            with self.subTest(room=room):
                done = mikata('import', full, self.folder / 'files', largest_file=largest + room)
                self.assertEqual(done.code, 5, done.err)
                self.assertTrue(done.err.startswith('mikata: disk is full: nothing was written'), done.err)
                self.assertEqual(done.out, '')
                self.assertEqual(mikata('check', full, '--format', 'json').json(), before)
        self.assertEqual(mikata('import', full, self.folder / 'files').code, 0)

    def test_dry_run_writes_nothing(self):
        dry = self.folder / 'dry.book'
        done = mikata('import', dry, self.folder / 'files', '--dry-run')
        self.assertEqual(done.code, 0, done.err)
        self.assertFalse(dry.exists())

    def test_answers_are_linked_by_email(self):
        answers = self.report['linked']
        self.assertGreater(answers, 0)

    def test_simulated_files_are_the_same_for_the_same_seed(self):
        done = mikata('simulate', self.folder / 'again', '--customers', '400', '--seed', '7')
        self.assertEqual(done.code, 0, done.err)
        comparison = filecmp.dircmp(self.folder / 'files', self.folder / 'again')
        self.assertEqual(comparison.left_only + comparison.right_only, [])
        _, different, errors = filecmp.cmpfiles(self.folder / 'files', self.folder / 'again',
                                                comparison.common_files, shallow=False)
        self.assertEqual(different + errors, [])


class Ask(Shop):
    def test_the_catalogue_has_the_first_insights(self):
        self.assertEqual(set(NAMES) - set(self.insights()), set())

    def test_every_insight_answers_in_the_form_of_the_contract(self):
        for name in self.insights():
            if name == 'customer':
                continue
            with self.subTest(name=name):
                done = mikata(name, self.book, '--format', 'json')
                self.assertEqual(done.code, 0, done.err)
                answer = done.json()
                self.assertEqual(KEYS - answer.keys(), set())
                self.assertEqual(answer['insight'], name)
                self.assertLessEqual({column['type'] for column in answer['columns']}, TYPES)
                self.assertLessEqual({note['kind'] for note in answer['notes']}, NOTES)
                for row in answer['rows']:
                    self.assertEqual(len(row), len(answer['columns']))
                self.check_values(answer)

    def check_values(self, answer: dict):
        for i, column in enumerate(answer['columns']):
            low, high = {'share': (0, 1), 'points': (-100, 100)}.get(column['type'], (None, None))
            for row in answer['rows']:
                if low is not None and row[i] is not None:
                    self.assertGreaterEqual(row[i], low, column)
                    self.assertLessEqual(row[i], high, column)

    def test_the_same_question_gets_the_same_answer(self):
        for name in ['pulse', 'nps', 'retention', 'rfm']:
            first = mikata(name, self.book, '--format', 'json').out
            self.assertEqual(mikata(name, self.book, '--format', 'json').out, first)

    def test_table_and_csv(self):
        table = mikata('nps', self.book)
        self.assertEqual(table.code, 0, table.err)
        self.assertGreater(len(table.out.splitlines()), 3)
        csv = mikata('nps', self.book, '--format', 'csv')
        answer = mikata('nps', self.book, '--format', 'json').json()
        lines = csv.out.splitlines()
        self.assertEqual(len(lines), len(answer['rows']) + 1)

    def test_by_where_and_period(self):
        done = mikata('nps', self.book, '--by', 'region', '--period', 'quarter', '--format', 'json')
        self.assertEqual(done.code, 0, done.err)
        self.assertIn('by_value', [column['name'] for column in done.json()['columns']])
        some = mikata('nps', self.book, '--where', 'score >= 9', '--period', 'year', '--format', 'json')
        self.assertEqual(some.code, 0, some.err)
        everyone = mikata('nps', self.book, '--period', 'year', '--format', 'json').json()
        self.assertLess(some.json()['n'], everyone['n'])

    def test_every_row_opens(self):
        answer = mikata('nps', self.book, '--format', 'json').json()
        names = [column['name'] for column in answer['columns']]
        self.assertEqual(names[-1], 'key')
        behind = mikata('nps', self.book, '--behind', answer['rows'][-1][-1], '--format', 'json')
        self.assertEqual(behind.code, 0, behind.err)
        self.assertGreater(len(behind.json()['rows']), 0)

    def test_as_many_people_stand_behind_a_number_as_it_counts(self):
        counted = {'nps': 'n', 'csat': 'n', 'effort': 'n', 'frequency': 'customers', 'rfm': 'customers',
                   'tenure': 'customers', 'quadrant': 'customers', 'stage': 'customers', 'effect': 'n'}
        left_out = 0
        with serving('serve', self.book) as server:
            for name, column in counted.items():
                for more in ['', 'by=region', 'by=items.category', 'period=quarter', "where=region='Kansai'"]:
                    answer = server.json(f'/v1/insights/{name}?{more}&lang=en')
                    names = [own['name'] for own in answer['columns']]
                    rows = [dict(zip(names, row)) for row in answer['rows']]
                    for row in [row for row in rows if row['key'] is not None][-4:]:
                        key = urllib.parse.quote(row['key'])
                        behind = server.json(f'/v1/insights/{name}/behind?{more}&limit=1&key={key}')
                        self.assertEqual(behind['total'], row[column], (name, more, row))
                    # those of an experience who are like nobody else
                    left_out += sum('nothing comparable was there' in note['text'] for note in answer['notes'])
        self.assertGreater(left_out, 0)

    def test_a_page_of_a_timeline_says_how_long_the_whole_is(self):
        person = mikata('rfm', self.book, '--behind', '|5|5', '--format', 'json').json()['rows'][0][0]
        whole = mikata('customer', self.book, '--customer', person, '--format', 'json').json()
        self.assertGreater(whole['n'], 2)
        page = mikata('customer', self.book, '--behind', person, '--limit', '2', '--format', 'json').json()
        self.assertEqual((page['total'], page['rows']), (whole['n'], whole['rows'][:2]))
        beyond = mikata('customer', self.book, '--behind', person, '--offset', '100000', '--format', 'json').json()
        self.assertEqual((beyond['total'], beyond['rows']), (whole['n'], []))

    def test_bad_questions_say_what_is_wrong(self):
        self.assert_fails(3, 'nps', 'npss', self.book)
        self.assert_fails(2, '2026-02-30', 'nps', self.book, '--start', '2026-02-30')
        self.assert_fails(2, '^', 'nps', self.book, '--where', 'regoin = 1')
        self.assert_fails(2, 'region', 'nps', self.book, '--by', 'regoin')
        self.assert_fails(3, 'none.book', 'nps', self.folder / 'none.book')
        self.assert_fails(3, 'none.csv', 'import', self.book, self.folder / 'none.csv')

    def test_sql_is_shown_for_both_engines(self):
        for engine in ['duckdb', 'clickhouse']:
            done = mikata('sql', 'nps', '--engine', engine)
            self.assertEqual(done.code, 0, done.err)
            self.assertIn('SELECT', done.out)


class Serve(Shop):
    def test_the_api_gives_what_the_command_line_gives(self):
        names = [name for name in self.insights() if name != 'customer']
        # The server would read the remarks by itself, and other answers would follow.
        done = mikata('read', self.book)
        self.assertEqual(done.code, 0, done.err)
        expected = {name: mikata(name, self.book, '--format', 'json', '--lang', 'ja').json() for name in names}
        with serving('serve', self.book) as server:
            self.assertEqual(server.request('GET', '/healthz')[0], 200)
            for name in names:
                with self.subTest(name=name):
                    self.assertEqual(server.json(f'/v1/insights/{name}?lang=ja'), expected[name])
            listed = [insight['name'] for insight in server.json('/v1/insights')['insights']]
            self.assertEqual(listed, self.insights())
            self.assertTrue(server.json('/v1/openapi.json')['openapi'].startswith('3.1'))

    def test_a_customers_page_says_what_the_question_says_went_wrong_last(self):
        # The page finds it among the facts it has read, the question by itself. The server would read the
        # remarks between the two.
        done = mikata('read', self.book)
        self.assertEqual(done.code, 0, done.err)
        with serving('serve', self.book) as server:
            kinds = []
            for number in range(1, 61):
                customer = f'C-{number:05}'
                wrong = server.json(f'/v1/customers/{customer}?lang=en')['glance']['wrong']
                asked = server.json(f'/v1/insights/customer?customer={customer}&view=glance&lang=en')
                row = next((row for row in asked['rows'] if row[0] == 'wrong'), None)
                with self.subTest(customer=customer):
                    self.assertEqual(wrong and wrong['day'], row and row[2])
                    self.assertEqual(wrong and wrong['title'], row and row[5].split(' (')[0].split(': ')[0])
                kinds.append(wrong and wrong['kind'])
        self.assertGreater(kinds.count('trouble'), 5)

    def test_customers_are_found_by_any_part_of_what_is_known_of_them(self):
        with serving('serve', self.book) as server:
            def found(words):
                answer = server.json('/v1/customers?text=' + urllib.parse.quote(words))
                places = {column['name']: at for at, column in enumerate(answer['columns'])}
                return [row[places['customer_id']] for row in answer['rows']], answer['more']

            self.assertEqual(found('C-00002')[0][0], 'C-00002')
            self.assertEqual(found('ｃ-00002')[0][0], 'C-00002')
            one = server.json('/v1/customers/C-00002?lang=en')
            known = {attribute['name']: attribute['value'] for attribute in one['attributes']}
            for words in [one['name'], one['name'].replace(' ', ''), known['email'].upper(),
                          known['phone'].replace('-', '')]:
                with self.subTest(words=words):
                    self.assertIn('C-00002', found(words)[0])
            many, more = found('@example')
            self.assertEqual((len(many), more), (50, True))
            for nobody in ['nobody@nowhere', ' - ', '%', "'"]:
                with self.subTest(words=nobody):
                    self.assertEqual(found(nobody), ([], False))

    def test_errors_are_problem_documents(self):
        with serving('serve', self.book) as server:
            for path, status in [('/v1/insights/npss', 404), ('/v1/insights/nps?start=x', 400),
                                 ('/v1/none', 404), ('/v1/customers/none', 404)]:
                with self.subTest(path=path):
                    got, headers, body = server.request('GET', path)
                    self.assertEqual(got, status)
                    self.assertTrue(headers['content-type'].startswith('application/problem+json'))
                    self.assertEqual(json.loads(body)['status'], status)
            self.assertEqual(server.request('GET', '/healthz', {'Host': 'elsewhere.example'})[0], 421)
            self.assertEqual(server.request('DELETE', '/v1/insights')[0], 403)
            own = {'Origin': f'http://127.0.0.1:{server.port}'}
            self.assertEqual(server.request('DELETE', '/v1/insights', own)[0], 405)

    def test_the_command_line_works_while_a_server_owns_the_book(self):
        alone = mikata('nps', self.book, '--format', 'json')
        with serving('serve', self.book):
            self.assertEqual(mikata('nps', self.book, '--format', 'json'), alone)
            self.assert_fails(3, 'nps', 'npss', self.book)
        self.assertFalse((self.book / 'server.sock').exists())

    def test_stops_cleanly_on_either_signal(self):
        for how in [signal.SIGINT, signal.SIGTERM]:
            with serving('serve', self.book) as server:
                start = time.monotonic()
                self.assertEqual(server.stop(how), 0)
                self.assertLess(time.monotonic() - start, 5)

    def test_other_hosts_are_refused(self):
        self.assert_fails(2, '0.0.0.0', 'serve', self.book, '--host', '0.0.0.0', '--port', '0')


if __name__ == '__main__':
    unittest.main()
