#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""High-precision values for the models: questions of `mikata compute` with their values, one a line.

Usage: tools/model_reference.py > mikata/models/compute_test.ndjson     (needs python3-mpmath; minutes)

The formulas are those of the papers as printed, by hypergeometric functions and plain sums of gamma
functions at 120 to 500 digits, and for Pareto/NBD the defining integral by adaptive tanh-sinh
quadrature at 40 digits: not the forms that mikata/models computes. Inputs are random over wide
ranges (fixed seeds) and at the singular points a = 1, s = 1, gamma = 1, which the printed forms
reach as a limit (1 + 1e-50).
"""
import json
import math
import random
import sys

import mpmath as mp

CASES = 40


def log_beta(a, b):
    return mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)


def beside(p):
    """The papers' forms divide by zero at 1."""
    return p + mp.mpf(10) ** -50 if p == 1 else p


# --- BG/NBD: Fader, Hardie and Lee (2005), Marketing Science 24(2), eq. (6), (8), (9), (10) ---

def bg_terms(p, x, t_x, age, first):
    """ln of the likelihood of who is there and of who left after the last purchase."""
    r, alpha, a, b = p
    y = x + first
    lead = mp.loggamma(r + x) - mp.loggamma(r) + r * mp.log(alpha)
    here = lead + log_beta(a, b + y) - log_beta(a, b) - (r + x) * mp.log(alpha + age)
    if y == 0:
        return here, mp.ninf
    gone = lead + log_beta(a + 1, b + y - 1) - log_beta(a, b) - (r + x) * mp.log(alpha + t_x)
    return here, gone


def log_sum(a, b):
    return a if b == mp.ninf else max(a, b) + mp.log1p(mp.exp(-abs(a - b)))


def bg_loglik(p, x, t_x, age, first=0):
    return log_sum(*bg_terms(p, x, t_x, age, first))


def bg_p_alive(p, x, t_x, age, first=0):
    here, gone = bg_terms(p, x, t_x, age, first)
    return mp.exp(here - log_sum(here, gone))


def bg_expected(p, t):
    r, alpha, a, b = p
    a = beside(a)
    if t == 0:
        return mp.mpf(0)
    rest = alpha / (alpha + t)
    c = a + b - 1
    # 2F1(r, b; c; z) by Euler's transformation, without which large x take hours.
    f = rest ** (c - r - b) * mp.hyp2f1(c - r, c - b, c, 1 - rest, maxterms=10 ** 7)
    return c / (a - 1) * (1 - rest ** r * f)


def bg_ahead(p, x, age, first):
    r, alpha, a, b = p
    return (r + x, alpha + age, a, b + x + first)


def bg_conditional(p, x, t_x, age, t, first=0):
    return bg_p_alive(p, x, t_x, age, first) * bg_expected(bg_ahead(p, x, age, first), t)


def mbg_new(p, t):
    r, alpha, a, b = p
    return b / (a + b) * bg_expected((r, alpha, a, b + 1), t)


def bg_pmf(p, n, t):
    r, alpha, a, b = p
    z = t / (alpha + t)
    nbd = mp.exp(mp.loggamma(r + n) - mp.loggamma(r) - mp.loggamma(n + 1)) * (1 - z) ** r * z ** n
    value = mp.exp(log_beta(a, b + n) - log_beta(a, b)) * nbd
    if n > 0:
        below = mp.mpf(0)
        term = (1 - z) ** r
        for j in range(n):
            below += term
            term *= (r + j) / (j + 1) * z
        value += mp.exp(log_beta(a + 1, b + n - 1) - log_beta(a, b)) * (1 - below)
    return value


# --- Pareto/NBD: Fader and Hardie (2005), "A Note on Deriving the Pareto/NBD Model" ---

def pareto_log_gone(p, x, t_x, age):
    """ln of s ∫ (α+t_x+u)^-(r+x) (β+t_x+u)^-(s+1) du over 0..T-t_x, eq. (16), by tanh-sinh."""
    r, alpha, s, beta = p
    big_a, big_b = alpha + t_x, beta + t_x
    k = (r + x) / big_a + (s + 1) / big_b

    def f(v):
        u = mp.expm1(v) / k
        return mp.exp(v - (r + x) * mp.log1p(u / big_a) - (s + 1) * mp.log1p(u / big_b))

    length = mp.log1p(k * (age - t_x))
    integral = mp.quad(f, mp.linspace(0, length, 4 + int(length)))
    return mp.log(s * integral / k) - (r + x) * mp.log(big_a) - (s + 1) * mp.log(big_b)


def pareto_terms(p, x, t_x, age):
    r, alpha, s, beta = p
    lead = mp.loggamma(r + x) - mp.loggamma(r) + r * mp.log(alpha) + s * mp.log(beta)
    here = lead - (r + x) * mp.log(alpha + age) - s * mp.log(beta + age)
    return here, mp.ninf if age == t_x else lead + pareto_log_gone(p, x, t_x, age)


def pareto_loglik(p, x, t_x, age):
    return log_sum(*pareto_terms(p, x, t_x, age))


def pareto_p_alive(p, x, t_x, age):
    here, gone = pareto_terms(p, x, t_x, age)
    return mp.exp(here - log_sum(here, gone))


def pareto_expected(p, t):
    r, alpha, s, beta = p
    if s == 1:
        return r * beta / alpha * mp.log1p(t / beta)
    return r * beta / (alpha * (s - 1)) * (1 - (beta / (beta + t)) ** (s - 1))


def pareto_ahead(p, x, age):
    r, alpha, s, beta = p
    return (r + x, alpha + age, s, beta + age)


def pareto_conditional(p, x, t_x, age, t):
    return pareto_p_alive(p, x, t_x, age) * pareto_expected(pareto_ahead(p, x, age), t)


def pareto_residual(p, x, t_x, age, delta):
    """Fader, Hardie and Lee (2005), J. Marketing Research 42(4), eq. (2), with Tricomi's U."""
    r, alpha, s, beta = p
    z = delta * (beta + age)
    here, gone = pareto_terms(p, x, t_x, age)
    lead = here - log_sum(here, gone)
    # e^z z^(s-1) Γ(1-s, z) = z^(s-1) U(s, s, z)
    return mp.exp(lead) * (r + x) / (alpha + age) * (beta + age) * z ** (s - 1) * mp.hyperu(s, s, z)


def pareto_pmf(p, n, t):
    r, alpha, s, beta = p

    def nbd(u):
        if u == 0:
            return mp.mpf(1 if n == 0 else 0)
        lead = mp.loggamma(r + n) - mp.loggamma(r) - mp.loggamma(n + 1)
        return mp.exp(lead + r * mp.log(alpha / (alpha + u)) + n * mp.log(u / (alpha + u)))

    def leaves(v):
        u = mp.expm1(v)
        return nbd(u) * s / beta * (beta / (beta + u)) ** (s + 1) * mp.exp(v)

    points = mp.linspace(0, mp.log1p(t), 40)
    return nbd(t) * (beta / (beta + t)) ** s + mp.quad(leaves, points)


# --- MBG/CNBD-k: Platzer and Reutterer (2016), Marketing Science 35(5): Erlang-k gaps ---

def regular_terms(p, k, x, t_x, age):
    """ln of the likelihood, but for the gaps' own density: there with j parts done; left; all."""
    r, alpha, a, b = p
    shape = r + k * x
    lead = mp.loggamma(shape) - mp.loggamma(r) + r * mp.log(alpha) - log_beta(a, b)
    gone = lead + log_beta(a + 1, b + x) - shape * mp.log(alpha + t_x)
    stays = lead + log_beta(a, b + x + 1) - shape * mp.log(alpha + age)
    z = (age - t_x) / (alpha + age)
    here = [stays + mp.loggamma(shape + j) - mp.loggamma(shape) - mp.loggamma(j + 1) + j * mp.log(z)
            if z > 0 else stays if j == 0 else mp.ninf for j in range(k)]
    return here, gone


def regular_loglik(p, k, x, t_x, age, log_gaps):
    here, gone = regular_terms(p, k, x, t_x, age)
    total = gone
    for term in here:
        total = total if term == mp.ninf else log_sum(total, term)
    return total + (k - 1) * log_gaps - x * mp.loggamma(k)


def regular_parts(p, k, x, t_x, age):
    """P(there, with j parts of the gap done), j = 0..k-1."""
    here, _ = regular_terms(p, k, x, t_x, age)
    total = regular_loglik(p, k, x, t_x, age, mp.mpf(0)) + x * mp.loggamma(k)
    return [mp.mpf(0) if term == mp.ninf else mp.exp(term - total) for term in here]


def regular_ahead(shape, rate, stays_a, stays_b, k, phase, t):
    """P(Y >= 1), P(Y >= 2) ... of who is there, until they add nothing."""
    z = t / (rate + t)
    term = (1 - z) ** shape
    fewer = mp.mpf(0)
    parts = 0
    stays = mp.mpf(1)
    shares = []
    for n in range(1, 100000):
        for _ in range(k * n - phase - parts):
            fewer += term
            term *= (shape + parts) / (parts + 1) * z
            parts += 1
        shares.append(stays * (1 - fewer))
        if shares[-1] < mp.mpf(10) ** -150 * shares[0]:
            return shares
        stays *= (stays_b + n - 1) / (stays_a + stays_b + n - 1)
    raise ValueError('does not end')


# --- BG/BB: Fader, Hardie and Shang (2010), Marketing Science 29(6), eq. (5), (7), (8), (13), (14) ---

def bb_loglik(p, x, t_x, n):
    a, b, g, d = p
    total = mp.exp(log_beta(a + x, b + n - x) + log_beta(g, d + n))
    for i in range(n - t_x):
        total += mp.exp(log_beta(a + x, b + t_x - x + i) + log_beta(g + 1, d + t_x + i))
    return mp.log(total) - log_beta(a, b) - log_beta(g, d)


def bb_p_alive(p, x, t_x, n, m=0):
    a, b, g, d = p
    lead = log_beta(a + x, b + n - x) - log_beta(a, b) + log_beta(g, d + n + m) - log_beta(g, d)
    return mp.exp(lead - bb_loglik(p, x, t_x, n))


def bb_conditional(p, x, t_x, n, m):
    a, b, g, d = p
    g = beside(g)
    lead = log_beta(a + x + 1, b + n - x) - log_beta(a, b) - bb_loglik(p, x, t_x, n)
    gamma = mp.loggamma
    inner = (mp.exp(gamma(1 + d + n) - gamma(g + d + n))
             - mp.exp(gamma(1 + d + n + m) - gamma(g + d + n + m)))
    return mp.exp(lead) * d / (g - 1) * mp.exp(gamma(g + d) - gamma(1 + d)) * inner


def bb_residual(p, x, t_x, n, rate):
    a, b, g, d = p
    lead = log_beta(a + x + 1, b + n - x) - log_beta(a, b) + log_beta(g, d + n + 1)
    tail = mp.hyp2f1(1, d + n + 1, g + d + n + 1, 1 / (1 + rate), maxterms=10 ** 7)
    return mp.exp(lead - log_beta(g, d) - bb_loglik(p, x, t_x, n)) * tail / (1 + rate)


# --- Gamma-Gamma: Fader and Hardie (2013), eq. (1a), (5); sBG: (2007), eq. (6) ---

def gg_loglik(p, x, m):
    a, q, g = p
    return (mp.loggamma(a * x + q) - mp.loggamma(a * x) - mp.loggamma(q) + q * mp.log(g)
            + (a * x - 1) * mp.log(m) + a * x * mp.log(x) - (a * x + q) * mp.log(g + m * x))


def gg_mean(p, x, m):
    a, q, g = p
    return a * (g + x * m) / (a * x + q - 1)


def survival_pct(p, t):
    a, b = p[0], p[1]
    c = p[2] if len(p) > 2 else 1
    return 100 * mp.exp(log_beta(a, b + mp.mpf(t) ** c) - log_beta(a, b))


# --- the questions ---

def wide(rng, low, high):
    """Uniform in the logarithm, as few digits as a person would write."""
    return float(f'{math.exp(rng.uniform(math.log(low), math.log(high))):.4g}')


def history(rng):
    age = wide(rng, 1, 5000)
    x = 0 if rng.random() < 0.15 else int(wide(rng, 1, 3000))
    if x == 0:
        return 0, 0.0, age
    t_x = age if rng.random() < 0.1 else float(f'{age * rng.uniform(0.001, 1):.4g}')
    return x, min(t_x, age), age


def geometric(rng):
    a = 1.0 if rng.random() < 0.15 else wide(rng, 0.01, 100)
    return wide(rng, 0.01, 30), wide(rng, 0.01, 1e4), a, wide(rng, 0.01, 1000)


def pareto(rng):
    s = 1.0 if rng.random() < 0.15 else wide(rng, 0.01, 30)
    alpha = wide(rng, 0.01, 1e4)
    beta = alpha if rng.random() < 0.1 else wide(rng, 0.01, 1e5)
    return wide(rng, 0.01, 30), alpha, s, beta


def exact(values):
    return tuple(mp.mpf(v) if isinstance(v, float) else v for v in values)


def emit(model, quantity, params, given, value):
    line = {'model': model, 'quantity': quantity, 'params': params, 'input': given}
    print(json.dumps({**line, 'expected': float(value)}), flush=True)


def geometric_cases(rng, model, first):
    for _ in range(CASES):
        p, (x, t_x, age), t, n = geometric(rng), history(rng), wide(rng, 0.01, 2000), rng.choice([0, 1, 2, 5, 17, 60])
        mp.mp.dps = 500
        names = dict(zip(('r', 'alpha', 'a', 'b'), p))
        past = {'x': x, 't_x': t_x, 'T': age}
        e, h = exact(p), exact((x, t_x, age))
        emit(model, 'loglik', names, past, bg_loglik(e, *h, first))
        emit(model, 'p_alive', names, past, bg_p_alive(e, *h, first))
        emit(model, 'expected_purchases_conditional', names, {**past, 't': t},
             bg_conditional(e, *h, mp.mpf(t), first))
        new = mbg_new(e, mp.mpf(t)) if first else bg_expected(e, mp.mpf(t))
        emit(model, 'expected_purchases_new_customer', names, {'t': t}, new)
        stays = e[3] / (e[2] + e[3]) if first else mp.mpf(1)
        pmf = stays * bg_pmf((e[0], e[1], e[2], e[3] + first), n, mp.mpf(t)) + (1 - stays) * (n == 0)
        emit(model, 'pmf', names, {'n': n, 't': t}, pmf)
        alive = bg_p_alive(e, *h, first)
        emit(model, 'conditional_pmf', names, {**past, 'n': n, 't': t},
             alive * bg_pmf(bg_ahead(e, x, h[2], first), n, mp.mpf(t)) + (1 - alive) * (n == 0))


def pareto_cases(rng):
    for i in range(CASES):
        p, (x, t_x, age), t, n = pareto(rng), history(rng), wide(rng, 0.01, 2000), rng.choice([0, 1, 2, 5, 17, 60])
        mp.mp.dps = 40
        names = dict(zip(('r', 'alpha', 's', 'beta'), p))
        past = {'x': x, 't_x': t_x, 'T': age}
        e, h = exact(p), exact((x, t_x, age))
        delta = wide(rng, 1e-4, 0.5)
        emit('pnbd', 'loglik', names, past, pareto_loglik(e, *h))
        emit('pnbd', 'p_alive', names, past, pareto_p_alive(e, *h))
        emit('pnbd', 'expected_purchases_conditional', names, {**past, 't': t},
             pareto_conditional(e, *h, mp.mpf(t)))
        emit('pnbd', 'expected_purchases_new_customer', names, {'t': t}, pareto_expected(e, mp.mpf(t)))
        emit('pnbd', 'discounted_expected_residual_transactions', names, {**past, 'delta': delta},
             pareto_residual(e, *h, mp.mpf(delta)))
        if i < 20:
            emit('pnbd', 'pmf', names, {'n': n, 't': t}, pareto_pmf(exact(p), n, mp.mpf(t)))


def other_cases(rng):
    mp.mp.dps = 120
    for _ in range(CASES):
        p = (wide(rng, 0.01, 100), wide(rng, 0.01, 100),
             1.0 if rng.random() < 0.2 else wide(rng, 0.01, 100), wide(rng, 0.01, 1000))
        n = int(wide(rng, 1, 300))
        t_x = rng.randint(0, n)
        x = rng.randint(1, t_x) if t_x else 0
        m, d = int(wide(rng, 1, 300)), wide(rng, 0.001, 0.5)
        names = dict(zip(('alpha', 'beta', 'gamma', 'delta'), p))
        past = {'x': x, 't_x': t_x, 'n': n}
        e = exact(p)
        emit('bgbb', 'loglik', names, past, bb_loglik(e, x, t_x, n))
        emit('bgbb', 'p_alive', names, {**past, 'm': m}, bb_p_alive(e, x, t_x, n, m))
        emit('bgbb', 'expected_purchases_conditional', names, {**past, 'm': m}, bb_conditional(e, x, t_x, n, m))
        emit('bgbb', 'discounted_expected_residual_transactions', names, {**past, 'd': d},
             bb_residual(e, x, t_x, n, mp.mpf(d)))
        q = (wide(rng, 0.01, 100), 1 + wide(rng, 0.01, 100), wide(rng, 0.01, 1e6))
        count, value = int(wide(rng, 1, 3000)), wide(rng, 0.01, 1e6)
        names = dict(zip(('p', 'q', 'gamma'), q))
        e = exact(q)
        emit('gg', 'loglik', names, {'x': count, 'm': value}, gg_loglik(e, count, mp.mpf(value)))
        emit('gg', 'gg_conditional_mean', names, {'x': count, 'm': value}, gg_mean(e, count, mp.mpf(value)))
        c = (wide(rng, 0.01, 100), wide(rng, 0.01, 1000), wide(rng, 0.2, 3))
        t = int(wide(rng, 1, 200))
        emit('sbg', 'survival_pct', {'alpha': c[0], 'beta': c[1]}, {'t': t}, survival_pct(exact(c[:2]), t))
        emit('bdw', 'survival_pct', {'alpha': c[0], 'beta': c[1], 'c': c[2]}, {'t': t}, survival_pct(exact(c), t))


def regular_cases(rng):
    mp.mp.dps = 200
    for i in range(CASES):
        k = 2 + i % 3
        p, (x, t_x, age) = geometric(rng), history(rng)
        log_gaps = 0.0 if x == 0 else float(f'{x * math.log(t_x / x) - rng.uniform(0, x):.6g}')
        names = {'k': k, **dict(zip(('r', 'alpha', 'a', 'b'), p))}
        past = {'x': x, 't_x': t_x, 'T': age}
        e, h = exact(p), exact((x, t_x, age))
        emit('mbgcnbd', 'loglik', names, {**past, 'log_gaps': log_gaps},
             regular_loglik(e, k, *h, mp.mpf(log_gaps)))
        shares = regular_parts(e, k, *h)
        emit('mbgcnbd', 'p_alive', names, past, sum(shares))
        # so far ahead that some purchases are likely, and the sums stay short
        shape, rate = e[0] + k * x, e[1] + h[2]
        t = float(f'{float(rate / shape) * wide(rng, 0.01, 300):.4g}')
        n = rng.choice([0, 1, 2, 5, 17])
        more = [regular_ahead(shape + j, rate, e[2], e[3] + x + 1, k, j, mp.mpf(t)) for j in range(k)]
        emit('mbgcnbd', 'expected_purchases_conditional', names, {**past, 't': t},
             sum(share * sum(ahead) for share, ahead in zip(shares, more)))
        least = [[mp.mpf(1), *ahead, *[mp.mpf(0)] * 20] for ahead in more]
        pmf = sum(share * (ahead[n] - ahead[n + 1]) for share, ahead in zip(shares, least))
        emit('mbgcnbd', 'conditional_pmf', names, {**past, 'n': n, 't': t}, pmf + (1 - sum(shares)) * (n == 0))


def main():
    other_cases(random.Random(1))
    pareto_cases(random.Random(2))
    geometric_cases(random.Random(3), 'bgnbd', 0)
    geometric_cases(random.Random(4), 'mbgnbd', 1)
    regular_cases(random.Random(5))
    return 0


if __name__ == '__main__':
    sys.exit(main())
