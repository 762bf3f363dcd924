#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The page in Debian's Chromium: serves a made-up shop on a free port, runs web/tests/browser.mjs
against it (MIKATA_URL, screenshots into MIKATA_SHOTS), and stops the server by its own id."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / 'tests' / 'end_to_end'))
from program import serving  # noqa: E402  (found through the line above)


def main() -> int:
    if shutil.which('chromium') is None:
        print('skipped: chromium is not installed, tools/setup --test installs it')
        print('0 passed, 0 failed, 1 skipped')
        return 0
    shots = ROOT / 'build' / 'screenshots'
    shots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, \
            serving('demo', '--folder', folder, '--customers', '1000', seconds=120) as server:
        done = subprocess.run(
            ['node', 'tests/browser.mjs'], cwd=ROOT / 'web', stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, timeout=1500, check=False,
            env=os.environ | {'MIKATA_URL': f'http://127.0.0.1:{server.port}', 'MIKATA_SHOTS': str(shots)})
    print(done.stdout)
    if not re.search(r'^\d+ passed, \d+ failed', done.stdout, re.MULTILINE):
        print(f'{1 if done.returncode == 0 else 0} passed, {0 if done.returncode == 0 else 1} failed')
    return done.returncode


if __name__ == '__main__':
    sys.exit(main())
