#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every study; what they print stands in docs/MODELS.md and docs/STUDIES.md."""
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
RELEASE = ROOT / 'build' / 'release'


def main() -> int:
    subprocess.run(['cmake', '--preset', 'release', '-DMIKATA_TESTS=ON'], cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run(['ninja', '-C', RELEASE, 'coverage', 'mikata'], check=True, stdout=subprocess.DEVNULL)
    for study in ('cohorts.py', 'simulated_shops.py'):
        subprocess.run([sys.executable, ROOT / 'study' / study], check=True)
    return 0


if __name__ == '__main__':
    sys.exit(main())
