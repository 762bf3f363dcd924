# SPDX-License-Identifier: Apache-2.0
"""Simulated cohorts: do the intervals of the models of buying cover what was put in?

Usage: study/cohorts.py [--cohorts N] [--customers N]
"""
import argparse
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
RELEASE = ROOT / 'build' / 'release'
NAMES = {'bgnbd': 'r α a b', 'mbgnbd': 'r α a b', 'mbgcnbd': 'r α a b', 'pnbd': 'r α s β'}
LOW, HIGH = 0.92, 0.98


def main() -> int:
    parser = argparse.ArgumentParser(usage='study/cohorts.py [--cohorts N] [--customers N]')
    parser.add_argument('--cohorts', type=int, default=400)
    parser.add_argument('--customers', type=int, default=1000)
    options = parser.parse_args()
    print('coverage of 95 % intervals, in per cent (aim 92 to 98)')
    missed = 0
    for model, names in NAMES.items():
        run = subprocess.run([RELEASE / 'coverage', model, str(options.cohorts), str(options.customers)],
                             check=True, capture_output=True, text=True)
        result = json.loads(run.stdout)
        shares = [result['purchases'], *result['parameters']]
        missed += sum(not LOW <= share <= HIGH for share in shares)
        shown = '  '.join(f'{name} {100 * share:.1f}' for name, share in
                          zip(['purchases', *names.split()], shares))
        print(f'{model:<8} converged {result["converged"]}/{result["cohorts"]}  {shown}', flush=True)
    print(f'{missed} outside of the aim')
    return 0


if __name__ == '__main__':
    sys.exit(main())
