# SPDX-License-Identifier: Apache-2.0
"""Simulated shops: does an insight say what is true of them?

One shop a seed, 1 to N, never chosen; made by `mikata simulate`, imported as any files are. Each
study/shops/NAME.py measures one question:

  SHOPS = 'A'                          which shops it wants: 'A', 'B' or 'AB'
  measure(shop) -> record              of one shop; shop.ask('nps', '--by', 'region') is an answer's JSON
  report(records) -> lines             Markdown, with how many shops stand behind it
  faults(records) -> sentences         what must not be even with the few shops of the quick form,
                                       which tests/end_to_end/study_test.py runs

What was measured is kept in build/study/NAME.ndjson, one line a shop, so that a study may be
stopped and go on; --afresh forgets it.

Usage: study/simulated_shops.py [--seeds N] [--first S] [--customers N] [--afresh] [NAME...]
"""
import argparse
import csv
import dataclasses
import importlib
import json
import multiprocessing
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
MIKATA = ROOT / 'build' / 'release' / 'mikata'
KEPT = ROOT / 'build' / 'study'
NAMES = sorted(file.stem for file in (ROOT / 'study' / 'shops').glob('*.py'))


@dataclasses.dataclass(frozen=True)
class Shop:
    seed: int
    kind: str  # A: answering depends on what is recorded; B: on satisfaction too
    folder: pathlib.Path  # truth.json and the files
    book: pathlib.Path

    def ask(self, insight: str, *arguments: str) -> dict:
        run = subprocess.run([MIKATA, insight, self.book, '--format', 'json', '--lang', 'en', *arguments],
                             capture_output=True, text=True)
        if run.returncode:
            raise RuntimeError(f'shop {self.kind} {self.seed}: {insight}: {run.stderr.strip()}')
        return json.loads(run.stdout)

    def rows(self, insight: str, *arguments: str) -> list[dict]:
        """The rows of an answer, by the names of its columns."""
        answer = self.ask(insight, *arguments)
        names = [column['name'] for column in answer['columns']]
        return [dict(zip(names, row)) for row in answer['rows']]

    def behind(self, insight: str, key: str, *arguments: str) -> list[dict]:
        """Everybody behind a row."""
        return self.rows(insight, '--behind', key, '--limit', '1000000', *arguments)

    def read(self) -> None:
        """Reads the remarks: an import leaves that to a server."""
        subprocess.run([MIKATA, 'read', self.book], check=True, capture_output=True)

    @property
    def truth(self) -> dict:
        return json.loads((self.folder / 'truth.json').read_text())

    @property
    def customers(self) -> list[dict]:
        with open(self.folder / 'truth_customers.csv', newline='', encoding='utf-8-sig') as file:
            return list(csv.DictReader(file))


def question(name: str):
    return importlib.import_module(f'shops.{name}')


def made(seed: int, kind: str, customers: int, folder: pathlib.Path) -> Shop:
    files, book = folder / 'files', folder / 'book'
    for command in (['simulate', files, '--customers', str(customers), '--seed', str(seed), '--shop', kind],
                    ['new', book], ['import', book, files]):
        subprocess.run([MIKATA, *command], check=True, capture_output=True)
    return Shop(seed, kind, files, book)


def measured(task: tuple[int, str, int, tuple[str, ...]]) -> list[tuple[str, dict]]:
    seed, kind, customers, names = task
    folder = pathlib.Path(tempfile.mkdtemp(prefix='mikata-study-'))
    try:
        shop = made(seed, kind, customers, folder)
        return [(name, {'seed': seed, 'shop': kind, 'customers': customers, **question(name).measure(shop)})
                for name in names]
    finally:
        shutil.rmtree(folder)


def kept(name: str) -> dict[tuple[int, str, int], dict]:
    file = KEPT / f'{name}.ndjson'
    if not file.exists():
        return {}
    records = [json.loads(line) for line in file.read_text().splitlines()]
    return {(record['seed'], record['shop'], record['customers']): record for record in records}


def main() -> int:
    parser = argparse.ArgumentParser(usage=__doc__.rsplit('Usage: ', 1)[1])
    parser.add_argument('--seeds', type=int, default=400)
    parser.add_argument('--first', type=int, default=1)
    parser.add_argument('--customers', type=int, default=2000)
    parser.add_argument('--afresh', action='store_true')
    parser.add_argument('names', nargs='*', default=NAMES)
    options = parser.parse_args()
    KEPT.mkdir(parents=True, exist_ok=True)
    if options.afresh:
        for name in options.names:
            (KEPT / f'{name}.ndjson').unlink(missing_ok=True)
    known = {name: kept(name) for name in options.names}
    tasks = []
    for seed in range(options.first, options.first + options.seeds):
        for kind in 'AB':
            wanted = tuple(name for name in options.names if kind in question(name).SHOPS and
                           (seed, kind, options.customers) not in known[name])
            if wanted:
                tasks.append((seed, kind, options.customers, wanted))
    with multiprocessing.Pool() as pool:
        for done, records in enumerate(pool.imap_unordered(measured, tasks), 1):
            for name, record in records:
                with open(KEPT / f'{name}.ndjson', 'a') as file:
                    file.write(json.dumps(record) + '\n')
            print(f'\r{done} of {len(tasks)} shops', end='', file=sys.stderr, flush=True)
    print(file=sys.stderr)
    seeds = range(options.first, options.first + options.seeds)
    for name in options.names:
        records = [record for (seed, _, customers), record in sorted(kept(name).items())
                   if seed in seeds and customers == options.customers]
        print(f'\n### {name}\n', *question(name).report(records), sep='\n')
    return 0


if __name__ == '__main__':
    sys.exit(main())
