#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a shell does to a program: pipes that close, streams that are missing, Ctrl-C."""
import os
import pathlib
import pty
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from program import PROGRAM, mikata, serving


def run(*words, **how) -> subprocess.Popen:
    return subprocess.Popen([PROGRAM, *map(str, words)], stdin=subprocess.DEVNULL,
                            env=os.environ | {'MIKATA_LANG': 'en'}, **how)


class Terminal(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='mikata-terminal-'))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.book = self.folder / 'shop.book'
        orders = self.folder / 'orders.csv'
        orders.write_text('customer_id,date,amount\n' +
                          ''.join(f'C-{i % 50},2026-{1 + i % 9:02}-11,{100 + i}\n' for i in range(900)))
        done = mikata('import', self.book, orders, '--currency', 'JPY')
        self.assertEqual(done.code, 0, done.err)

    def test_a_reader_that_goes_away_is_no_error(self):
        program = run('retention', self.book, '--format', 'csv', stdout=subprocess.PIPE,
                      stderr=subprocess.PIPE)
        program.stdout.close()
        self.assertEqual(program.stderr.read(), b'')
        program.stderr.close()
        self.assertEqual(program.wait(30), 0)

    def test_a_full_disk_is_said(self):
        with open('/dev/full', 'wb') as full:
            program = run('retention', self.book, stdout=full, stderr=subprocess.PIPE)
            error = program.communicate(timeout=30)[1].decode()
        self.assertEqual(program.returncode, 5)
        self.assertIn('cannot be written', error)

    def test_a_book_survives_that_standard_output_is_closed(self):
        subprocess.run(['sh', '-c', '"$0" retention "$1" >&-', PROGRAM, self.book], check=False,
                       timeout=30, stderr=subprocess.DEVNULL)
        done = mikata('check', self.book, '--format', 'json')
        self.assertEqual(done.code, 0, done.err)
        self.assertEqual(done.json()['tables']['actions'], 900)

    def test_ctrl_c_leaves_no_half_made_files(self):
        shop = self.folder / 'shop'
        program = run('simulate', shop, '--customers', '300000', stderr=subprocess.DEVNULL)
        end = time.monotonic() + 30
        while not shop.exists() and time.monotonic() < end:
            time.sleep(0.02)
        program.send_signal(signal.SIGINT)
        self.assertEqual(program.wait(30), 130)
        self.assertFalse(shop.exists())

    def test_a_served_book_is_reached_through_its_owner(self):
        before = mikata('check', self.book)
        with serving('serve', self.book) as server:
            served = mikata('check', self.book)
            self.assertEqual((served.code, served.out), (0, before.out))
            japanese = mikata('check', self.book, '--lang', 'ja')
            self.assertIn('問題はありません', japanese.out)
            wrong = mikata('retention', self.book, '--by', 'regoin')
            self.assertEqual((wrong.code, wrong.out), (2, ''))
            self.assertIn('did you mean region?', wrong.err)
            self.assertEqual(mikata('serve', self.book, '--port', '0').code, 4)
            self.assertEqual(server.stop(), 0)

    def drawn_by(self, *words) -> bytes:
        """What the program draws on a terminal, to its end."""
        screen, stderr = pty.openpty()
        program = run(*words, stdout=subprocess.DEVNULL, stderr=stderr)
        os.close(stderr)
        drawn = b''
        try:
            while part := os.read(screen, 4096):
                drawn += part
        except OSError:  # the other end is closed
            pass
        os.close(screen)
        self.assertEqual(program.wait(60), 0)
        self.assertTrue(drawn.endswith(b'\r\x1b[K'))
        return drawn

    def test_a_bar_is_drawn_on_a_terminal_only(self):
        drawn = self.drawn_by('simulate', self.folder / 'shop', '--customers', '5000')
        self.assertIn(b'simulating 5,000 customers', drawn)
        self.assertEqual(mikata('simulate', self.folder / 'quiet', '--customers', '5000').err, '')

    def test_an_import_and_its_undo_tell_how_far_they_are_to_the_end(self):
        many = self.folder / 'many.csv'
        many.write_text('customer_id,date,amount\n' +
                        ''.join(f'D-{i % 90000},2025-{1 + i % 12:02}-{1 + i % 28:02},{i}\n' for i in range(400000)))
        self.assertIn(b'working out', self.drawn_by('import', self.book, many))
        done = mikata('undo', self.book, 'unknown')
        self.assertEqual(done.code, 3, done.err)
        latest = done.err.split('(the latest: ')[1].split(',')[0].rstrip(')\n')
        self.assertIn(b'working out', self.drawn_by('undo', self.book, latest))
        self.assertEqual(mikata('check', self.book, '--format', 'json').json()['tables']['actions'], 900)


if __name__ == '__main__':
    unittest.main()
