# SPDX-License-Identifier: Apache-2.0
"""The real binary: run a command, or a server that is stopped by its own id."""
import contextlib
import http.client
import json
import os
import pathlib
import re
import resource
import signal
import subprocess
import tempfile
import time
from typing import Any, Iterator, NamedTuple

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get('MIKATA_PROGRAM') or ROOT / 'build' / 'release' / 'mikata')
ADDRESS = re.compile(r'http://127\.0\.0\.1:(\d+)')


class Done(NamedTuple):
    code: int
    out: str
    err: str

    def json(self) -> Any:
        """stdout as the one JSON document that it must be."""
        return json.loads(self.out)


def mikata(*words: str | pathlib.Path, cwd: pathlib.Path | None = None, timeout: float = 300,
           largest_file: int | None = None) -> Done:
    """Runs one command, in English and without a terminal. No file may grow beyond `largest_file`:
    writing then fails as on a full disk."""
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    done = subprocess.run([PROGRAM, *map(str, words)], cwd=cwd, capture_output=True, timeout=timeout,
                          env=os.environ | {'MIKATA_LANG': 'en'}, stdin=subprocess.DEVNULL, check=False,
                          preexec_fn=None if largest_file is None else limit,
                          restore_signals=largest_file is None)  # else SIGXFSZ ends the program
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


class Server:
    """A running `mikata serve` or `mikata demo`."""

    def __init__(self, process: subprocess.Popen, port: int):
        self.process = process
        self.port = port

    def request(self, method: str, path: str, headers: dict[str, str] | None = None,
                body: str | None = None) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=60)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            response = connection.getresponse()
            return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
        finally:
            connection.close()

    def json(self, path: str) -> Any:
        status, _, body = self.request('GET', path)
        if status != 200:
            raise AssertionError(f'{path}: {status} {body[:500]!r}')
        return json.loads(body)

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            return self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise


def wait_for_address(process: subprocess.Popen, output: pathlib.Path, seconds: float) -> int:
    """The port in the line that says where the server is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = ADDRESS.search(output.read_text(errors='replace'))
        if found:
            return int(found.group(1))
        if process.poll() is not None:
            break
        time.sleep(0.05)
    process.kill()
    process.wait()
    raise AssertionError(f'no address was printed:\n{output.read_text(errors="replace")}')


@contextlib.contextmanager
def serving(*words: str | pathlib.Path, seconds: float = 60) -> Iterator[Server]:
    """`mikata WORDS... --port 0` for as long as the block runs; stopped by its own id."""
    with tempfile.TemporaryDirectory() as folder:
        output = pathlib.Path(folder) / 'output'
        with output.open('w') as file:
            process = subprocess.Popen([PROGRAM, *map(str, words), '--port', '0'], stdout=file,
                                       stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                                       env=os.environ | {'MIKATA_LANG': 'en'})
        server = Server(process, wait_for_address(process, output, seconds))
        try:
            yield server
        finally:
            if process.poll() is None:
                server.stop()
