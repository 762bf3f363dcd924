#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Works out again what mikata/insights/clv/clv.test expects, apart from the program.

Usage: tools/worth_reference.py      (needs python3-mpmath; half a minute)

Reads the orders of the fixture, finds the maximum of the BG/NBD and the Gamma-Gamma likelihood with the
formulas of the papers as printed (hypergeometric functions, 40 digits, Newton's method on differences),
values every customer month by month, and compares that with the rows behind `--behind |0|-1`.
"""
import datetime
import pathlib
import sys

import mpmath as mp

mp.mp.dps = 40
FILE = pathlib.Path(__file__).resolve().parent.parent / 'mikata' / 'insights' / 'clv' / 'clv.test'
WEEKS_A_MONTH = mp.mpf('365.25') / 12 / 7
RATE = mp.mpf('1.1') ** (mp.mpf(1) / 12)


def blocks(text: str) -> list[list[str]]:
    return [block.split('\n') for block in text.split('\n\n')]


def histories(text: str) -> dict[str, tuple]:
    """customer -> x, t_x and T in weeks, money of the x days."""
    rows = next(b for b in blocks(text) if b[0].startswith('fixture actions'))[2:]
    spent: dict[str, dict[datetime.date, int]] = {}
    for row in rows:
        customer, day, amount = (cell.strip() for cell in row.split(','))
        days = spent.setdefault(customer, {})
        day = datetime.date.fromisoformat(day)
        days[day] = days.get(day, 0) + int(amount)
    last = max(day for days in spent.values() for day in days)
    found = {}
    for customer, days in spent.items():
        first = min(days)
        found[customer] = (len(days) - 1, mp.mpf((max(days) - first).days) / 7, mp.mpf((last - first).days) / 7,
                           sum(v for day, v in days.items() if day > first))
    return found


def maximum(function, start):
    """Newton on the logarithms of the parameters."""
    point = mp.matrix([mp.log(p) for p in start])
    n = len(start)
    h = mp.mpf(10) ** -10
    at = lambda *steps: function([mp.e ** (point[i] + sum(h * s for j, s in steps if j == i)) for i in range(n)])
    for _ in range(30):
        middle = at()
        gradient = mp.matrix([(at((i, 1)) - at((i, -1))) / (2 * h) for i in range(n)])
        curvature = mp.matrix(n, n)
        for i in range(n):
            for j in range(i, n):
                mixed = (at((i, 1), (j, 1)) - at((i, 1), (j, -1)) - at((i, -1), (j, 1)) + at((i, -1), (j, -1))) / (4 * h * h)
                curvature[i, j] = curvature[j, i] = mixed if i != j else (at((i, 1)) - 2 * middle + at((i, -1))) / h ** 2
        step = mp.lu_solve(curvature, gradient)
        largest = max(abs(s) for s in step)
        point -= step * min(1, mp.mpf(1) / 2 / largest)
        if largest < mp.mpf(10) ** -12:
            return [mp.e ** p for p in point]
    raise SystemExit('no maximum found')


def bg_terms(p, x, t_x, age):
    """Fader, Hardie and Lee (2005), eq. (6)."""
    r, alpha, a, b = p
    lead = mp.gamma(r + x) / mp.gamma(r) * alpha ** r
    here = lead * mp.beta(a, b + x) / mp.beta(a, b) / (alpha + age) ** (r + x)
    gone = lead * mp.beta(a + 1, b + x - 1) / mp.beta(a, b) / (alpha + t_x) ** (r + x) if x else mp.mpf(0)
    return here, gone


def bg_expected(p, x, t_x, age, t):
    """The same, eq. (10)."""
    r, alpha, a, b = p
    here, gone = bg_terms(p, x, t_x, age)
    z = t / (alpha + age + t)
    lead = (a + b + x - 1) / (a - 1)
    inner = 1 - ((alpha + age) / (alpha + age + t)) ** (r + x) * mp.hyp2f1(r + x, b + x, a + b + x - 1, z)
    return lead * inner * here / (here + gone)


def spend_log(p, x, mean):
    """Fader and Hardie (2013), eq. (1a)."""
    p, q, gamma = p
    return mp.log(mp.gamma(p * x + q) / (mp.gamma(p * x) * mp.gamma(q)) * gamma ** q * mean ** (p * x - 1)
                  * mp.mpf(x) ** (p * x) / (gamma + mean * x) ** (p * x + q))


def value(buying, spend, life):
    x, t_x, age, known = life
    p, q, gamma = spend
    mean = p * (gamma + known) / (p * x + q - 1)
    total, before = mp.mpf(0), mp.mpf(0)
    for month in range(1, 13):
        until = bg_expected(buying, x, t_x, age, month * WEEKS_A_MONTH)
        total += (until - before) / RATE ** month
        before = until
    return total * mean, before


def main() -> int:
    text = FILE.read_text(encoding='utf-8')
    lives = histories(text)
    buying = maximum(lambda p: sum(mp.log(sum(bg_terms(p, *life[:3]))) for life in lives.values()), [1, 5, 1, 3])
    again = [(life[0], mp.mpf(life[3]) / life[0]) for life in lives.values() if life[0]]
    spend = maximum(lambda p: sum(spend_log((p[0], 1 + p[1], p[2]), *row) for row in again), [9, 1, 200])
    spend[1] += 1
    print('BG/NBD', *(mp.nstr(p, 9) for p in buying))
    print('Gamma-Gamma', *(mp.nstr(p, 9) for p in spend))
    rows = next(b for b in blocks(text) if b[0].startswith('request clv --behind |0|-1'))[3:]
    worst = mp.mpf(0)
    total = mp.mpf(0)
    for row in rows:
        cells = [cell.strip() for cell in row.split('|')]
        life = lives[cells[0]]
        here, gone = bg_terms(buying, *life[:3])
        money, purchases = value(buying, spend, life)
        total += money
        for mine, written in ((here / (here + gone), cells[4]), (purchases, cells[5]), (money, cells[6])):
            worst = max(worst, abs(mp.mpf(written) / mine - 1))
    print(f'{len(rows)} customers, value {mp.nstr(total, 12)}, largest relative difference {mp.nstr(worst, 3)}')
    return 0 if worst < 1e-5 else 1


if __name__ == '__main__':
    sys.exit(main())
