#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Feeds broken input to every parser: builds the fuzz targets with sanitizers and runs each.

Usage: tests/fuzz/run.py [--seconds N] [NAME...]
"""
import argparse
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def corpus() -> list[str]:
    """Broken files that other projects met, when they are here."""
    data = pathlib.Path(os.environ.get('MIKATA_TEST_DATA') or 'none') / 'badinput'
    return [str(folder) for name in ('csv', 'json', 'http', 'url') if (folder := data / name).is_dir()]


def main() -> int:
    parser = argparse.ArgumentParser(usage='tests/fuzz/run.py [--seconds N] [NAME...]')
    parser.add_argument('--seconds', type=float, default=60)
    parser.add_argument('names', nargs='*')
    options = parser.parse_args()
    names = sorted(path.stem for path in (ROOT / 'tests' / 'fuzz').glob('*_fuzz.cc'))
    names = [name for name in names if not options.names or name in options.names]
    build = ROOT / 'build' / 'dev'
    subprocess.run(['cmake', '--preset', 'dev'], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(['ninja', '-C', build, *names], check=True, stdout=subprocess.DEVNULL)
    failed = 0
    for name in names:
        print(f'{name}:', flush=True)
        done = subprocess.run([build / name, str(options.seconds),
                               ROOT / 'tests' / 'fuzz' / 'seeds' / name, *corpus()], check=False)
        failed += done.returncode != 0
    print(f'{len(names) - failed} passed, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
