#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the catalogue of insights into README.md, from what the program itself says.

Usage: tools/catalogue.py [--check]      with --check it changes nothing and exits 1 when it would
"""
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = os.environ.get('MIKATA_PROGRAM') or str(ROOT / 'build' / 'release' / 'mikata')
README = ROOT / 'README.md'
SECTION = re.compile(r'(<!-- catalogue:.*? -->\n).*?(<!-- end of the catalogue -->)', re.DOTALL)


def insights(language: str) -> dict[str, str]:
    """name -> question, in the order of the catalogue."""
    out = subprocess.run([PROGRAM, 'insights', '--format', 'json', '--lang', language],
                         capture_output=True, check=True).stdout
    return {insight['name']: insight['question'] for insight in json.loads(out)['insights']}


def catalogue() -> str:
    english, japanese = insights('en'), insights('ja')
    lines = ['| insight | question | 問い |', '|---|---|---|']
    lines += [f'| `{name}` | {question} | {japanese[name]} |' for name, question in english.items()]
    return '\n'.join(lines) + '\n'


def main() -> int:
    text = README.read_text(encoding='utf-8')
    written = SECTION.sub(lambda found: found.group(1) + catalogue() + found.group(2), text)
    if written == text:
        return 0
    if '--check' in sys.argv:
        print('README.md: the catalogue is not what the program says: run tools/catalogue.py')
        return 1
    README.write_text(written, encoding='utf-8')
    return 0


if __name__ == '__main__':
    sys.exit(main())
