#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The quick form of `make study`: the first shops only, and what must not be even with these."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / 'study'))
import simulated_shops  # noqa: E402  (found through the line above)

SEEDS = (1, 2)
CUSTOMERS = 1000


class Studies(unittest.TestCase):
    def test_the_first_shops_hold(self):
        questions = {name: simulated_shops.question(name) for name in simulated_shops.NAMES}
        records = {name: [] for name in questions}
        for seed in SEEDS:
            for kind in 'AB':
                wanted = tuple(name for name in questions if kind in questions[name].SHOPS)
                for name, record in simulated_shops.measured((seed, kind, CUSTOMERS, wanted)):
                    records[name].append(record)
        for name, question in questions.items():
            with self.subTest(name):
                self.assertEqual(question.faults(records[name]), [])
                self.assertTrue(any(question.report(records[name])))


if __name__ == '__main__':
    unittest.main()
