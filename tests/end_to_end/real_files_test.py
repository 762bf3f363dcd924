#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Files that other people made (MIKATA_TEST_DATA), imported as they are."""
import csv
import gzip
import json
import math
import os
import pathlib
import shutil
import tempfile
import unittest

from program import ROOT, mikata

DATA = pathlib.Path(os.environ.get('MIKATA_TEST_DATA') or 'none')


@unittest.skipUnless(DATA.is_dir(), 'MIKATA_TEST_DATA is not set')
class RealFiles(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='mikata-real-'))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.book = self.folder / 'real.book'

    def take_in(self, *words) -> dict:
        done = mikata('import', self.book, *words, '--format', 'json')
        self.assertEqual(done.code, 0, done.err + done.out)
        return done.json()

    def answer(self, *words) -> list[dict]:
        done = mikata(words[0], self.book, *words[1:], '--format', 'json')
        self.assertEqual(done.code, 0, done.err)
        document = done.json()
        names = [column['name'] for column in document['columns']]
        return [dict(zip(names, row)) for row in document['rows']]

    def test_cdnow_without_a_mapping(self):
        file = DATA / 'clv' / 'CDNOW_master.txt'
        report = self.take_in(file)
        self.assertEqual((report['rows'], report['accepted']), (69659, 69659))
        self.assertEqual(report['rejected'], [])
        again = self.take_in(file)
        self.assertEqual((again['accepted'], again['duplicates']), (0, 69659))
        cohorts = {row['cohort']: row['customers'] for row in self.answer('retention')}
        self.assertEqual(sum(cohorts.values()), 23570)
        bought, = self.answer('frequency', '--period', 'all')
        self.assertEqual((bought['customers'], bought['revenue']), (23570, 2500315.63))

    def test_two_customers_of_a_real_file_become_one_and_two_again(self):
        self.take_in(DATA / 'clv' / 'CDNOW_master.txt')
        apart = self.answer('rfm')
        one, other = [row[0] for row in mikata('frequency', self.book, '--period', 'all', '--behind',
                                               self.answer('frequency', '--period', 'all')[0]['key'],
                                               '--limit', '2', '--format', 'json').json()['rows']]
        lines = {who: len(self.answer('customer', '--customer', who)) for who in (one, other)}
        self.assertEqual(mikata('link', self.book, '--merge', one, other).code, 0)
        self.assertEqual(sum(row['customers'] for row in self.answer('rfm')), 23569)
        for who in (one, other):
            self.assertEqual(len(self.answer('customer', '--customer', who)), sum(lines.values()))
        self.assertEqual(mikata('link', self.book, '--split', one).code, 0)
        self.assertEqual(self.answer('rfm'), apart)

    def test_undo_takes_back_one_of_two_real_files(self):
        first = self.take_in(DATA / 'clv' / 'CDNOW_master.txt')
        before = self.answer('retention')
        second = self.take_in(DATA / 'mining' / 'uci_online_retail_invoices.csv.gz')
        self.assertNotEqual(self.answer('retention'), before)
        self.assertNotEqual(first['import_id'], second['import_id'])
        self.assertEqual(mikata('undo', self.book, second['import_id']).code, 0)
        self.assertEqual(self.answer('retention'), before)

    def test_online_retail_without_a_mapping(self):
        report = self.take_in(DATA / 'mining' / 'uci_online_retail_invoices.csv.gz')
        self.assertEqual(report['rejected'], [])
        self.assertEqual(report['accepted'], 18532)
        cohorts = {row['cohort']: row['customers'] for row in self.answer('retention')}
        self.assertEqual(sum(cohorts.values()), 4338)

    def test_airport_survey_with_its_mapping(self):
        mapping = next((ROOT / 'examples').glob('**/sfo*.toml'), None)
        if mapping is None:
            self.skipTest('examples/ has no mapping of the airport survey')
        report = self.take_in(DATA / 'mining' / 'sfo' / 'sfo_2017.csv.gz', '--map', mapping)
        self.assertGreater(report['accepted'], 2000)
        rows = self.answer('nps', '--period', 'year')
        self.assertTrue(-100 <= rows[0]['nps'] <= 100)
        # relaimpo 2.2.7 on the same file, and dummy regression of low and high ratings
        asked = ('drivers', '--outcome', 'csat', '--weights', 'ignore', '--drivers',
                 'art,food,stores,signs,walkways,screens,wifi')
        drivers = {row['driver']: row for row in self.answer(*asked)}
        self.assertEqual(list(drivers), ['food', 'walkways', 'signs', 'stores', 'screens', 'art', 'wifi'])
        self.assertEqual({row['n'] for row in drivers.values()}, {1548})
        self.assertEqual([round(row['part'], 4) for row in drivers.values()],
                         [.0950, .0902, .0841, .0796, .0789, .0736, .0727])
        self.assertEqual(round(drivers['food']['r_squared'], 3), .574)
        hurts = {row['driver']: row for row in self.answer(*asked, '--view', 'penalty_reward')}
        for name, penalty, reward in (('signs', -.349, .148), ('wifi', -.21, .22), ('food', -.26, .25),
                                      ('art', -.08, .17)):
            self.assertAlmostEqual(hurts[name]['penalty'], penalty, delta=.005)
            self.assertAlmostEqual(hurts[name]['reward'], reward, delta=.005)

    def test_who_leaves_a_telephone_company_in_words(self):
        self.take_in(DATA / 'mining' / 'ibm_telco_churn.csv.gz', '--map', ROOT / 'examples' / 'telco.toml')
        asked = ('--of', "Churn = 'Yes'", '--tenure', 'tenure')
        rows = self.answer('traits', *asked)
        first = rows[0]
        self.assertIn('Contract|is|Month-to-month', first['key'])
        self.assertIn('"Month-to-month"', first['sentence'])
        self.assertAlmostEqual(first['rate_all'], 1869 / 7043)
        self.assertGreater(first['rate_low'], first['rate_equal'])
        self.assertAlmostEqual(first['confirmed'], first['rate'], delta=.03)
        # The rule that is often quoted of this file: 37 % of customers, 51 % leave (all: 27 %)
        rule = mikata('traits', self.book, *asked, '--format', 'json', '--limit', '10000', '--behind',
                      '|Contract|is|Month-to-month|OnlineSecurity|is|No')
        people = json.loads(rule.out)
        left = sum(row[[column['name'] for column in people['columns']].index('outcome')]
                   for row in people['rows'])
        self.assertEqual(round(100 * len(people['rows']) / 7043), 37)
        self.assertEqual(round(100 * left / len(people['rows'])), 51)

    def test_effect_of_a_complaint_and_its_balance(self):
        """Iranian churn: complaining against leaving, made comparable in ten recorded traits."""
        logs = ('Seconds of Use', 'Frequency of use', 'Frequency of SMS', 'Customer Value')
        plain = ('Call  Failure', 'Subscription  Length', 'Charge  Amount', 'Distinct Called Numbers',
                 'Age Group', 'Tariff Plan')
        with gzip.open(DATA / 'mining' / 'uci_iranian_churn.csv.gz', 'rt', encoding='utf-8') as file:
            rows = [{name: float(value) for name, value in row.items()} for row in csv.DictReader(file)]
        question = {'function': 'aipw', 'input': {
            'treated': [row['Complains'] for row in rows], 'outcome': [row['Churn'] for row in rows],
            'covariates': [[math.log1p(max(0, row[name])) for name in logs] + [row[name] for name in plain]
                           for row in rows], 'estimand': 'att'}}
        asked = self.folder / 'question.ndjson'
        asked.write_text(json.dumps(question) + '\n', encoding='utf-8')
        found = mikata('compute', asked).json()['value']
        self.assertEqual((found['treated'], found['controls']), (241, 2909))
        self.assertTrue(.5 < found['low'] < found['att'] < found['high'] < found['naive'])
        self.assertGreater(max(abs(smd['before']) for smd in found['balance']), .5)
        self.assertLess(max(abs(smd['after']) for smd in found['balance']), .1)

    def test_groceries_from_three_files(self):
        names = ['cj_transactions_sample.csv.gz', 'cj_demographics.csv', 'cj_products.csv']
        files = [next((DATA / 'mining').glob(name + '*'), None) for name in names]
        if None in files:
            self.skipTest('one of the files is not there')
        report = self.take_in(*files)
        self.assertGreater(report['accepted'], 10000)
        self.assertGreater(len(self.answer('profitability', '--by', 'age')), 1)


if __name__ == '__main__':
    unittest.main()
