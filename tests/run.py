#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every test there is, stage by stage, each timed: what `make test` and CI run.

Usage: tests/run.py [STAGE...]     the names are those that are printed, e.g. tests/run.py unit

A stage whose subject is not there yet is skipped with a line that says so. What a stage prints goes
to build/test/STAGE.log and is shown when the stage fails. The last line is "N passed, M failed".
"""
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from typing import Callable, NamedTuple

ROOT = pathlib.Path(__file__).resolve().parent.parent
LOGS = ROOT / 'build' / 'test'
JOBS = os.cpu_count() or 1
COUNTS = re.compile(r'^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$', re.MULTILINE)
SKIPPED = re.compile(r'^\s*(skipped: .*)$', re.MULTILINE | re.IGNORECASE)

# A stack for each allocation of the database would take a fifth of the time. Who looks for the place
# of an allocation runs the one test without it.
SANITIZED = {'ASAN_OPTIONS': 'malloc_context_size=2'}


class Outcome(NamedTuple):
    passed: int
    failed: int
    skipped: int = 0
    reasons: tuple[str, ...] = ()  # why something was skipped


class Stage(NamedTuple):
    name: str
    # A path that must exist, or the stage is skipped.
    needs: str
    run: Callable[['Log'], Outcome]


class Log:
    """Runs commands with their output in one file."""

    def __init__(self, name: str):
        LOGS.mkdir(parents=True, exist_ok=True)
        self.path = LOGS / f'{name}.log'
        self.path.write_text('')

    def run(self, *command: str, **environment: str) -> bool:
        with self.path.open('a') as file:
            file.write(('$ ' + ' '.join(command))[:200] + '\n')
            file.flush()
            return subprocess.run(command, cwd=ROOT, stdout=file, stderr=subprocess.STDOUT,
                                  env=os.environ | environment, check=False).returncode == 0

    def write(self, text: str) -> None:
        with self.path.open('a') as file:
            file.write(text)

    def text(self) -> str:
        return self.path.read_text(errors='replace')


def plain(log: Log, *command: str) -> Outcome:
    """A command that either succeeds or not."""
    return Outcome(1, 0) if log.run(*command) else Outcome(0, 1)


def counted(log: Log, *command: str, **environment: str) -> Outcome:
    """A command whose last line is "N passed, M failed[, K skipped]"."""
    succeeded = log.run(*command, **environment)
    counts = [tuple(int(n or 0) for n in found) for found in COUNTS.findall(log.text())]
    if not counts:
        return Outcome(0, 1)
    passed, failed, skipped = counts[-1]
    if not succeeded and failed == 0:
        failed = 1
    return Outcome(passed, failed, skipped, tuple(SKIPPED.findall(log.text())))


def test_files(log: Log, *command: str, **environment: str) -> Outcome:
    """All .test files, one process for each processor: a part of them each."""
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / 'mikata').rglob('*.test'))
    processes = [subprocess.Popen([*command, *files[part::JOBS]], cwd=ROOT, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  env=os.environ | environment) for part in range(JOBS)]
    total = Outcome(0, 0)
    with log.path.open('a') as file:
        for process in processes:
            text = process.communicate()[0]
            file.write(text)
            counts = COUNTS.findall(text)
            passed, failed, skipped = (int(n or 0) for n in counts[-1]) if counts else (0, 1, 0)
            if process.returncode != 0 and failed == 0:
                failed = 1
            total = Outcome(total.passed + passed, total.failed + failed, total.skipped + skipped,
                            total.reasons + tuple(SKIPPED.findall(text)))
    return total


def python_tests(log: Log, *files: str) -> Outcome:
    """unittest files, one for each processor at a time, each counted by its own summary."""
    def run(file: str) -> subprocess.CompletedProcess:
        return subprocess.run([sys.executable, file, '-v'], cwd=ROOT, text=True, errors='replace', check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    total = Outcome(0, 0)
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        done = list(pool.map(run, files))
    for file, process in zip(files, done):
        text, succeeded = process.stdout, process.returncode == 0
        log.write(f'$ {file}\n{text}')
        ran = re.search(r'^Ran (\d+) tests? in', text, re.MULTILINE)
        bad = sum(int(n) for n in re.findall(r'(?:failures|errors)=(\d+)', text))
        skipped = sum(int(n) for n in re.findall(r'skipped=(\d+)', text))
        failed = bad if succeeded or bad else 1
        passed = max(int(ran.group(1)) - failed - skipped, 0) if ran else 0
        total = Outcome(total.passed + passed, total.failed + failed, total.skipped + skipped,
                        total.reasons + tuple('skipped: ' + reason for reason in
                                              re.findall(r"skipped '(.*)'$", text, re.MULTILINE)))
    return total


def google_tests(reports: pathlib.Path) -> Outcome:
    """The sum of GoogleTest's XML reports."""
    passed = failed = skipped = 0
    reasons: set[str] = set()
    for path in reports.glob('*.xml'):
        for case in ElementTree.parse(path).getroot().iter('testcase'):
            if case.find('failure') is not None:
                failed += 1
            elif case.get('result') == 'skipped':
                skipped += 1
                note = case.find('skipped')
                message = (note.get('message') or note.text or '') if note is not None else ''
                reasons.add('skipped: ' + (message.strip().splitlines() or ['no reason given'])[-1])
            else:
                passed += 1
    return Outcome(passed, failed, skipped, tuple(sorted(reasons)))


# --- the stages ---

def tidy(log: Log) -> Outcome:
    tests = python_tests(log, 'tests/tidy_test.py')
    kept = plain(log, sys.executable, 'tools/tidy.py')
    return Outcome(tests.passed + kept.passed, tests.failed + kept.failed)


def clang_format(log: Log) -> Outcome:
    listing = subprocess.run(['git', 'ls-files', '--cached', '--others', '--exclude-standard', '*.h', '*.cc'],
                             cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    files = [file for file in listing if (ROOT / file).exists()]
    return plain(log, 'clang-format', '--dry-run', '--Werror', *files)


def build(log: Log, preset: str, *targets: str) -> Outcome:
    if not log.run('cmake', '--preset', preset, '-DMIKATA_TESTS=ON'):
        return Outcome(0, 1)
    return plain(log, 'ninja', '-C', f'build/{preset}', '-j', str(JOBS), *targets)


def unit(log: Log) -> Outcome:
    reports = LOGS / 'unit'
    shutil.rmtree(reports, ignore_errors=True)
    reports.mkdir(parents=True)
    succeeded = log.run('ctest', '--test-dir', 'build/dev', '-L', 'unit', '-j', str(JOBS),
                        '--output-on-failure', '--timeout', '600', GTEST_OUTPUT=f'xml:{reports}/',
                        **SANITIZED)
    outcome = google_tests(reports)
    if not succeeded and outcome.failed == 0:  # one that crashed leaves no report
        return outcome._replace(failed=1)
    return outcome


def parity(log: Log) -> Outcome:
    reports = LOGS / 'parity'
    shutil.rmtree(reports, ignore_errors=True)
    reports.mkdir(parents=True)
    succeeded = log.run('build/release/parity_test', GTEST_OUTPUT=f'xml:{reports}/parity.xml')
    probes = google_tests(reports)
    files = test_files(log, 'build/release/test_files', '--engine', 'clickhouse')
    crashed = 0 if succeeded or probes.failed else 1
    return Outcome(probes.passed + files.passed, probes.failed + files.failed + crashed,
                   probes.skipped + files.skipped, probes.reasons + files.reasons)


def web(log: Log) -> Outcome:
    node = ROOT / 'third_party' / 'node' / 'bin'
    if node.exists():
        os.environ['PATH'] = f'{node}:{os.environ["PATH"]}'
    built = plain(log, 'tools/build_web')
    if built.failed:
        return built
    if (ROOT / 'web' / 'tests' / 'budget.mjs').exists():
        budget = plain(log, 'npm', '--prefix', 'web', 'run', 'budget')
        built = Outcome(built.passed + budget.passed, budget.failed)
    log.run('npm', '--prefix', 'web', 'test', NO_COLOR='1')
    text = re.sub(r'\x1b\[[0-9;]*m', '', log.text())
    summary = re.findall(r'^\s*Tests\s+(.*)$', text, re.MULTILINE)
    if not summary:
        return built._replace(failed=built.failed + 1)
    number = {word: int(n) for n, word in re.findall(r'(\d+) (passed|failed|skipped)', summary[-1])}
    return Outcome(built.passed + number.get('passed', 0), built.failed + number.get('failed', 0),
                   number.get('skipped', 0))


def end_to_end(log: Log) -> Outcome:
    return python_tests(log, *sorted(str(path.relative_to(ROOT)) for path in
                                     (ROOT / 'tests' / 'end_to_end').glob('*_test.py')))


STAGES = [
    Stage('tidy', 'tools/tidy.py', tidy),
    Stage('format', '.clang-format', clang_format),
    Stage('build-dev', 'mikata/cli/main.cc', lambda log: build(log, 'dev')),
    Stage('unit', 'build/dev/base_test', unit),
    Stage('test-files', 'build/dev/test_files',
          lambda log: test_files(log, 'build/dev/test_files', **SANITIZED)),
    Stage('fuzz', 'build/dev/base_test',
          lambda log: counted(log, sys.executable, 'tests/fuzz/run.py', '--seconds', '5')),
    Stage('build-release', 'mikata/cli/main.cc',
          lambda log: build(log, 'release', 'mikata', 'test_files', 'parity_test')),
    Stage('parity', 'build/release/parity_test', parity),
    Stage('web', 'web/package.json', web),
    Stage('end-to-end', 'build/release/mikata', end_to_end),
    Stage('readme', 'build/release/mikata', lambda log: python_tests(log, 'tests/readme_test.py')),
    Stage('browser', 'web/tests/browser.mjs',
          lambda log: counted(log, sys.executable, 'tests/browser.py')),
]


def run_stage(stage: Stage) -> Outcome:
    if not (ROOT / stage.needs).exists():
        print(f'{stage.name:<14} skipped: {stage.needs} is not there', flush=True)
        return Outcome(0, 0, 1)
    start = time.monotonic()
    log = Log(stage.name)
    outcome = stage.run(log)
    seconds = time.monotonic() - start
    skipped = f', {outcome.skipped} skipped' if outcome.skipped else ''
    print(f'{stage.name:<14} {outcome.passed} passed, {outcome.failed} failed{skipped}'
          f'  ({seconds:.1f} s)', flush=True)
    for reason in sorted(set(outcome.reasons)):
        print(f'{"":<14} {reason}')
    if outcome.failed:
        lines = log.text().splitlines()
        print('\n'.join('    ' + line for line in lines[-80:]))
        print(f'    (the whole output is in {log.path.relative_to(ROOT)})', flush=True)
    return outcome


def main() -> int:
    names = [stage.name for stage in STAGES]
    wanted = sys.argv[1:] or names
    for name in wanted:
        if name not in names:
            print(f'stage not found: {name} (known: {", ".join(names)})', file=sys.stderr)
            return 2
    if not os.environ.get('MIKATA_TEST_DATA'):
        os.environ.pop('MIKATA_TEST_DATA', None)
        print('MIKATA_TEST_DATA is not set: tests that read real files will be skipped')
    start = time.monotonic()
    outcomes = [run_stage(stage) for stage in STAGES if stage.name in wanted]
    total = [sum(outcome[i] for outcome in outcomes) for i in range(3)]
    print(f'all stages: {time.monotonic() - start:.0f} s, {total[2]} skipped')
    print(f'{total[0]} passed, {total[1]} failed')
    return 1 if total[1] else 0


if __name__ == '__main__':
    sys.exit(main())
