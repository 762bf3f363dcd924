#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The commands of README.md run as they are written, and what it says is still so."""
import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / 'tests' / 'end_to_end'))
from program import PROGRAM, Server, wait_for_address  # noqa: E402  (found through the line above)

README = (ROOT / 'README.md').read_text(encoding='utf-8')


def commands(word: str) -> list[str]:
    """The lines of the ```sh blocks that begin with a word, without their comments."""
    blocks = re.findall(r'```sh\n(.*?)```', README, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [re.sub(r'\s+# .*', '', line) for line in lines if line.split()[:1] == [word]]


class Readme(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='mikata-readme-'))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def serve(self, command: str, cwd: pathlib.Path, environment: dict[str, str]) -> None:
        """Runs a command until it says its address, presses Ctrl-C, and wants a clean end."""
        output = self.folder / 'output'
        with output.open('w') as file:
            # A group of its own, for Ctrl-C reaches every process of a terminal.
            process = subprocess.Popen(shlex.split(command), cwd=cwd, stdout=file,
                                       stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                                       start_new_session=True, env=os.environ | environment)
        port = wait_for_address(process, output, 600)
        status = Server(process, port).request('GET', '/')[0]
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=15)
        self.assertEqual(status, 200, output.read_text())
        self.assertIn(process.returncode, (0, 130, -signal.SIGINT), output.read_text())
        self.assertNotIn('Error', output.read_text())
        with self.assertRaises(ProcessLookupError):  # nobody of the group is left
            os.killpg(process.pid, 0)

    def test_make_demo(self):
        self.assertEqual(commands('make'), ['make demo', 'make test'])
        small = {'DEMO': f'--port 0 --customers 300 --folder {self.folder}', 'MIKATA_LANG': 'en'}
        self.serve('make demo', ROOT, small)
        start = time.monotonic()
        self.serve('make demo', ROOT, small)
        self.assertLess(time.monotonic() - start, 15, 'the second time must be quick')

    def test_make_test_is_what_runs_this(self):
        done = subprocess.run(['make', '-n', 'test'], cwd=ROOT, capture_output=True, text=True, check=True)
        self.assertIn('tests/run.py', done.stdout)

    def test_own_files(self):
        path = {'PATH': f'{PROGRAM.parent}:{os.environ["PATH"]}', 'MIKATA_LANG': 'en'}
        lines = commands('mikata')
        self.assertGreaterEqual(len(lines), 5)
        for line in lines:
            if line.startswith('mikata serve'):
                self.serve(line + ' --port 0', self.folder, path)
                continue
            with self.subTest(line=line):
                done = subprocess.run(line, shell=True, cwd=self.folder, env=os.environ | path,
                                      capture_output=True, text=True, timeout=300, check=False)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertTrue(done.stdout or done.stderr)

    def test_catalogue_is_what_the_program_says(self):
        done = subprocess.run([ROOT / 'tools' / 'catalogue.py', '--check'], capture_output=True,
                              text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_links_and_folders_exist(self):
        for target in re.findall(r'\]\(([^)#:]+)\)', README) + re.findall(r'^\| `([\w/]+)/`', README, re.M):
            self.assertTrue((ROOT / target).exists(), target)


if __name__ == '__main__':
    unittest.main()
