#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs bench/*.benchmark: make the data, do the work, check the answer, then say the time, with the
peer's figure from the same run beside it. Never a test: times depend on the machine.

Usage: bench/run.py [--scale S] [NAME...]      S shrinks the data (0.01 to try the harness)

A .benchmark file is lines of a word and its rest: title, make, run, serve, expect, peer, target, ask, show for a
program that says several speeds itself, report for one that checks its own answers and prints its times, and database
for the megabytes that the database may take, so that what is taken beside it is told.
"""
import argparse
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from typing import NamedTuple

ROOT = pathlib.Path(__file__).resolve().parent.parent
RELEASE = ROOT / 'build' / 'release'
REPEATS = 20
sys.path.insert(0, str(ROOT / 'tests' / 'end_to_end'))
from program import Server, serving  # noqa: E402  (found through the line above)


class Measured(NamedTuple):
    seconds: float
    cpu_seconds: float
    peak_bytes: int  # of what lay in memory at once
    peak_own_bytes: int  # without the files it maps: programs, libraries, dictionaries
    out: str


class OwnMemory(threading.Thread):
    """The peak of a process's anonymous memory, looked at 20 times a second."""

    def __init__(self, pid: int):
        super().__init__(daemon=True)
        self.status = pathlib.Path(f'/proc/{pid}/status')
        self.peak_bytes = 0

    def run(self) -> None:
        while True:
            try:
                found = re.search(r'RssAnon:\s+(\d+)', self.status.read_text())
            except OSError:
                return
            if not found:
                return
            self.peak_bytes = max(self.peak_bytes, int(found[1]) * 1024)
            time.sleep(0.05)


class Benchmark:
    """One .benchmark file."""

    def __init__(self, path: pathlib.Path, work: pathlib.Path, scale: float):
        self.name = path.stem
        self.work = work
        self.scale = scale
        self.lines: dict[str, list[str]] = {}
        for line in path.read_text(encoding='utf-8').splitlines():
            if line and not line.startswith('#'):
                word, rest = line.split(maxsplit=1)
                self.lines.setdefault(word, []).append(rest.replace('{work}', str(work)))

    def all(self, word: str) -> list[str]:
        return self.lines.get(word, [])

    def one(self, word: str) -> str:
        return self.all(word)[0]

    def scaled(self, text: str) -> str:
        """Numbers of six digits and more are amounts of data."""
        return re.sub(r'(?<![\w.])\d{6,}(?![\w.])', lambda n: str(max(1000, int(int(n[0]) * self.scale))), text)


def measure(command: str) -> Measured:
    """Runs a program of build/release; its peak memory is that of its largest process."""
    words = shlex.split(command)
    start = time.monotonic()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen([RELEASE / words[0], *words[1:]], stdout=out, stdin=subprocess.DEVNULL)
        own = OwnMemory(process.pid)
        own.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read().decode()
    if process.returncode != 0:
        raise SystemExit(f'bench: exit {process.returncode}: {command}\n{text}')
    cpu_seconds = usage.ru_utime + usage.ru_stime
    return Measured(seconds, cpu_seconds, usage.ru_maxrss * 1024, own.peak_bytes, text)


def check(document: dict, key: str, expected: str) -> None:
    """No time without the right answer."""
    if document.get(key) != int(expected):
        raise SystemExit(f'bench: {key} is {document.get(key)}, expected {expected}: no time is given')


def run_command(benchmark: Benchmark) -> None:
    measured = measure(benchmark.one('run'))
    key, expected = benchmark.scaled(benchmark.one('expect')).split()
    check(json.loads(measured.out), key, expected)
    if benchmark.all('show'):
        for name, value in json.loads(measured.out).items():
            print(f'  {name:<28}{value:>12,}')
        print(f'  {"peak memory, MB":<28}{measured.peak_bytes / 1e6:>12,.0f}')
        return
    rows = int(expected)
    ours = rows / measured.seconds
    print(f'  ours  {rows / 1e6:7.2f} M rows {measured.seconds:8.2f} s {ours / 1e3:9.0f} k rows/s'
          f'   peak memory {measured.peak_bytes / 1e9:.2f} GB')
    mapped = measured.peak_bytes - measured.peak_own_bytes
    print(f'        CPU {measured.cpu_seconds:.0f} s   memory: {measured.peak_own_bytes / 1e6:.0f} MB of its own and'
          f' {mapped / 1e6:.0f} MB of mapped files')
    for limit in benchmark.all('database'):
        print(f'        beside the {limit} MB that the database may take:'
              f' {measured.peak_bytes / 1e6 - int(limit):.0f} MB')
    if benchmark.all('peer'):
        peer = json.loads(measure(benchmark.one('peer')).out)
        theirs = peer['rows'] / peer['seconds']
        print(f'  peer  {peer["rows"] / 1e6:7.2f} M rows {peer["seconds"]:8.2f} s {theirs / 1e3:9.0f} k rows/s'
              f'   ratio {ours / theirs:.2f}')


def percentile_95(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]


def ask(server: Server, path: str) -> float:
    start = time.monotonic()
    status, _, body = server.request('GET', path)
    if status != 200:
        raise SystemExit(f'bench: {path}: {status} {body[:300]!r}')
    return (time.monotonic() - start) * 1000


def ask_often(server: Server, name: str, query: str) -> float:
    """p95 of requests that differ in their first day, so that each is computed."""
    times = []
    for i in range(REPEATS):
        parameters = '&'.join(filter(None, [query, f'start=2024-01-{i + 1:02}']))
        times.append(ask(server, f'/v1/insights/{name}?{parameters}'))
    return percentile_95(times)


def resident_bytes(pid: int) -> int:
    status = pathlib.Path(f'/proc/{pid}/status').read_text()
    return int(re.search(r'VmRSS:\s+(\d+)', status)[1]) * 1024


def run_server(benchmark: Benchmark) -> None:
    words = shlex.split(benchmark.one('serve'))[1:]
    words = words[:words.index('--port')]
    start = time.monotonic()
    with serving(*words, seconds=120) as server:
        print(f'  start {time.monotonic() - start:.2f} s, idle memory '
              f'{resident_bytes(server.process.pid) / 1e6:.0f} MB')
        path, key, expected = benchmark.scaled(benchmark.one('expect')).split()
        first = ask(server, path)
        check(server.json(path), key, expected)
        print(f'  first call after the import {first:.0f} ms')
        print(f'  {"insight":<16}{"default":>9}{"by":>9}{"quarter":>9}{"where":>9}{"again":>9}')
        known = {insight['name'] for insight in server.json('/v1/insights')['insights']}
        for line in benchmark.all('ask'):
            name, by, where = line.split(maxsplit=2)
            if name not in known:
                print(f'  {name:<16} is not in the catalogue')
                continue
            queries = ['', by, 'period=quarter', 'where=' + urllib.parse.quote(where.removeprefix('where='))]
            times = [ask_often(server, name, query) for query in queries]
            again = percentile_95([ask(server, f'/v1/insights/{name}?start=2024-01-01') for _ in range(REPEATS)])
            print(f'  {name:<16}' + ''.join(f'{t:9.1f}' for t in [*times, again]), flush=True)


def run(benchmark: Benchmark) -> None:
    print(f'{benchmark.name}: {benchmark.scaled(benchmark.one("title"))}', flush=True)
    for command in benchmark.all('make'):
        measured = measure(benchmark.scaled(command))
        print(f'  made  {" ".join(shlex.split(command)[:2])} in {measured.seconds:.1f} s', flush=True)
    if benchmark.all('report'):
        print(measure(benchmark.scaled(benchmark.one('report'))).out, end='')
    elif benchmark.all('serve'):
        run_server(benchmark)
    else:
        run_command(benchmark)
    print(f'  aim   {benchmark.one("target")}\n', flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(usage='bench/run.py [--scale S] [NAME...]')
    parser.add_argument('--scale', type=float, default=1.0)
    parser.add_argument('names', nargs='*')
    options = parser.parse_args()
    subprocess.run(['cmake', '--preset', 'release', '-DMIKATA_TESTS=ON'], cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run(['ninja', '-C', RELEASE, 'mikata', 'bench_tool', 'bench_text', 'model_tool', 'worth_tool',
                    'rules_tool'], check=True, stdout=subprocess.DEVNULL)
    for path in sorted((ROOT / 'bench').glob('*.benchmark')):
        if options.names and path.stem not in options.names:
            continue
        work = pathlib.Path(tempfile.mkdtemp(prefix='mikata-bench-', dir=ROOT / 'build'))
        try:
            run(Benchmark(path, work, options.scale))
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return 0


if __name__ == '__main__':
    sys.exit(main())
