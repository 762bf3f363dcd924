# SPDX-License-Identifier: Apache-2.0
"""What a book is asked, drawn at random, and what recount.py counts of it: periods, days, groups, conditions."""
import datetime as dt
import functools
import random
from typing import Any, Callable, NamedTuple

import recount
from recount import Action, Answer, Day, Facts, Rows, View

COUNTS: dict[str, Callable[[Facts, View], Rows]] = {
    'nps': recount.nps, 'csat': recount.score_share('csat'), 'effort': recount.score_share('effort'),
    'agree': recount.score_share('agree'), 'retention': recount.retention, 'frequency': recount.frequency,
    'profitability': recount.profitability, 'rfm': recount.rfm, 'tenure': recount.tenure,
    'quadrant': recount.quadrant, 'loyalty': recount.loyalty, 'stage': recount.stage,
    'engagement': recount.engagement, 'pulse': recount.pulse}
NAMES = {*COUNTS, 'acquisition'}
GRAINS = ['day', 'week', 'month', 'quarter', 'year', 'all']
NO_PERIODS = {'rfm', 'quadrant', 'loyalty', 'stage'}  # their keys begin with the group
ON_A_DAY = {'quadrant', 'stage'}  # as everything was known then
REFUSED = {('retention', 'all'), ('pulse', 'all'), ('loyalty', 'day')}  # no cohorts, periods; too many moments
COUNTED_BY = {'nps': 'n', 'csat': 'n', 'effort': 'n', 'agree': 'n', 'pulse': 'n', 'retention': 'retained',
              'engagement': 'people'}
GROUPED = NAMES - {'rfm', 'pulse'}  # ranks of all; of everybody
BY_ACTIONS = {'acquisition', 'retention', 'frequency', 'profitability', 'tenure', 'quadrant', 'loyalty', 'stage'}
OF_ACCOUNTS = NAMES - {'pulse'}  # of everybody
OF_ANSWERS = {'nps', 'csat', 'effort', 'agree'}
ACTION_GROUPS: dict[str, Callable[[Action], str | None]] = {
    'actions.channel': lambda action: action.channel, 'items.category': lambda action: action.category}
GROUPS = {'region': 'region', 'customers.channel': 'channel'}
ANSWER_GROUPS: dict[str, Callable[[Answer], str]] = {'touchpoint': lambda answer: answer.touchpoint}


def is_at_most(value: float | None, most: float) -> bool:
    return value is not None and value <= most


PEOPLE: dict[str, Callable[[dict[str, Any]], bool]] = {
    "region = 'Osaka'": lambda told: told.get('region') == 'Osaka',
    "NOT region = '東京'": lambda told: told.get('region') not in (None, '東京'),
    "region IS NULL OR customers.channel = 'friend'":
        lambda told: told.get('region') is None or told.get('channel') == 'friend',
    'orders >= 3': lambda told: told.get('orders', 0) >= 3,
    'returns > 0 AND NOT (visits > 0 OR contacts > 1)':
        lambda told: told.get('returns', 0) > 0 and not (told['visits'] > 0 or told['contacts'] > 1),
    'revenue_365d < 5000 AND age >= 40':
        lambda told: told.get('revenue_365d', 5000) < 5000 and (told['age'] or 0) >= 40,
    'days_since_order <= 20 OR gap_largest_days > 50':
        lambda told: is_at_most(told.get('days_since_order'), 20) or (told.get('gap_largest_days') or 0) > 50,
    "last_nps >= 9 OR last_csat <= 2 OR first_order_day < '2024-12-01'":
        lambda told: (told.get('last_nps') or 0) >= 9 or is_at_most(told.get('last_csat'), 2) or
        (told.get('first_order_day') or Day.max) < Day(2024, 12, 1),
    'occasions BETWEEN 1 AND 3 AND answers > 1':
        lambda told: 1 <= told.get('occasions', 0) <= 3 and told['answers'] > 1}
# Who ever said so, in a question about what they did, and the other way round.
WHO_SAID: dict[str, Callable[[Answer], bool]] = {
    "voices.question = 'nps' AND voices.score <= 6": lambda answer: answer.question == 'nps' and answer.score <= 6,
    "voices.score BETWEEN 4 AND 5 AND voices.question IN ('csat', 'effort')":
        lambda answer: 4 <= answer.score <= 5 and answer.question in ('csat', 'effort')}
WHO_DID: dict[str, Callable[[Action], bool]] = {
    "actions.kind = 'order' AND actions.channel = 'web'":
        lambda action: action.kind == 'order' and action.channel == 'web',
    'actions.amount >= 4000': lambda action: action.kind == 'order' and action.amount >= 4000}
ACTION_CONDITIONS: dict[str, Callable[[Action], bool]] = {
    "actions.channel = 'web'": lambda action: action.channel == 'web',
    "NOT (actions.kind = 'order' AND actions.channel <> 'store')":
        lambda action: not (action.kind == 'order' and action.channel != 'store'),
    "items.category = 'tea' OR items.category IS NULL": lambda action: action.category in ('tea', None),
    "NOT items.category = 'tea' AND actions.kind <> 'return'":
        lambda action: action.category == '食品' and action.kind != 'return'}


def grains_of(name: str) -> list[str]:
    return [grain for grain in GRAINS if (name, grain) not in REFUSED]


class Asked(NamedTuple):
    """A request, and what it asks for."""
    words: dict[str, str]
    view: View
    facts: Facts


def of_whom(facts: Facts, holds: Callable[[dict[str, Any]], bool]) -> Facts:
    """What those say and do of whom it holds; of who has no record nothing is known."""
    def theirs(customer: str | None) -> bool:
        return holds(facts.measures.get(customer or '', {}))
    return facts._replace(customers={name: told for name, told in facts.customers.items() if theirs(name)},
                          actions=[fact for fact in facts.actions if theirs(fact.customer)],
                          answers=[fact for fact in facts.answers if theirs(fact.customer)])


def who_ever(name: str, facts: Facts, draw: random.Random) -> tuple[str, Callable[[dict[str, Any]], bool]]:
    """A condition on what a customer ever did or said by then, whichever the question is not about."""
    if name in OF_ANSWERS:
        words = draw.choice(list(WHO_DID))
        people = {action.customer for action in facts.actions if WHO_DID[words](action)}
    else:
        words = draw.choice(list(WHO_SAID))
        people = {answer.customer for answer in facts.answers if answer.customer and WHO_SAID[words](answer)}
    if draw.random() < 0.5:
        return words, lambda told: told.get('customer') in people
    return f'NOT ({words})', lambda told: 'customer' in told and told['customer'] not in people


def of_actions(facts: Facts, holds: Callable[[Action], bool]) -> Facts:
    return facts._replace(actions=[action for action in facts.actions if holds(action)])


def of_accounts(facts: Facts) -> Facts:
    """Accounts in the place of their customers; who has none says and does nothing. An account is known
    from the day of the first of them, or always."""
    accounts = {name: told['account_id'] for name, told in facts.customers.items() if told['account_id']}
    known = recount.known_days(facts)
    customers = {account: {'first_seen_at': min(known[name] or Day.min for name in accounts
                                                if accounts[name] == account)}
                 for account in accounts.values()}
    return facts._replace(customers=customers,
                          actions=[fact._replace(customer=accounts[fact.customer]) for fact in facts.actions
                                   if fact.customer in accounts],
                          answers=[fact._replace(customer=accounts[fact.customer]) for fact in facts.answers
                                   if fact.customer in accounts],
                          sent=[sent._replace(by=accounts[sent.by]) for sent in facts.sent
                                if sent.by in accounts and sent.account != accounts[sent.by]])


def up_to(facts: Facts, day: Day) -> Facts:
    known = recount.known_days(facts)
    customers = {name: told for name, told in facts.customers.items() if (known[name] or day) <= day}
    return facts._replace(customers=customers, as_of=day,
                          actions=[action for action in facts.actions if action.day <= day],
                          answers=[answer for answer in facts.answers if answer.day <= day],
                          campaigns=[action for action in facts.campaigns if action.day <= day],
                          sent=[sent for sent in facts.sent if sent.day <= day])


def asked(name: str, facts: Facts, grain: str, draw: random.Random | None) -> Asked:
    """By periods of `grain`; with `draw` of some days, as of one, of groups or under a condition."""
    words, start, end, known, told = {'period': grain}, facts.first, facts.as_of, facts, facts
    if draw:
        first, days = facts.first, (facts.as_of - facts.first).days
        match draw.choice(['all', 'as of'] if name == 'pulse' else ['all', 'window', 'as of']):
            case 'window':
                end = first + dt.timedelta(days=draw.randrange(days // 3, days + 1))
                start = first + dt.timedelta(days=draw.randrange((end - first).days + 1))
                words |= {'start': f'{start}', 'end': f'{end}'}
            case 'as of':
                end = first + dt.timedelta(days=draw.randrange(days + 1))
                words['as_of'] = f'{end}'
                known = up_to(facts, end)
        if draw.random() < 0.5:
            words['where'] = draw.choice(list(PEOPLE))
            known, told = (of_whom(some, PEOPLE[words['where']]) for some in (known, told))
        elif draw.random() < 0.4:
            who, by_whom = who_ever(name, up_to(known, end) if name in ON_A_DAY else known, draw)
            words['where'] = who
            known, told = (of_whom(some, by_whom) for some in (known, told))
        elif name in BY_ACTIONS and draw.random() < 0.5:
            words['where'] = draw.choice(list(ACTION_CONDITIONS))
            known, told = (of_actions(some, ACTION_CONDITIONS[words['where']]) for some in (known, told))
        if name in GROUPED and draw.random() < 0.5:
            words['by'] = draw.choice([*GROUPS, *(ACTION_GROUPS if name in BY_ACTIONS else []),
                                       *(ANSWER_GROUPS if name in OF_ANSWERS else [])])
        if name in OF_ACCOUNTS and draw.random() < 0.3:
            words['unit'] = 'account'
        if name in OF_ANSWERS and draw.random() < 0.3:
            words['all_answers'] = 'true'
        if name in OF_ANSWERS and draw.random() < 0.3:
            words['weights'] = 'ignore'
    chosen = words.get('where') in ACTION_CONDITIONS or words.get('by') in ACTION_GROUPS
    own_lives = chosen or 'unit' in words

    @functools.cache
    def usual(day: Day) -> float | None:
        parts = parts_of(told, words) if own_lives else {'': facts}
        lives = {(group, name): days for group, part in parts.items()
                 for name, days in recount.buying_days(part, day).items()}
        return recount.usual_silence(lives, day)
    alike = 'weights' in words or all(answer.weight is None for answer in facts.answers)
    speaking = of_accounts(known) if 'unit' in words else known
    wholes = frozenset() if words.get('by') in ANSWER_GROUPS else speaking.about_the_whole(start, end)
    return Asked(words, View(grain, start, end, usual, chosen, 'all_answers' in words, alike, wholes,
                             not facts.about_the_whole() & {'nps', 'csat'}), known)


def key_of(name: str, key: str, group: str) -> str:
    """A row's key with the group it is of; of acquisition the channel is the group."""
    if name in NO_PERIODS:
        return f'{group}|{key}'
    if name in ('acquisition', 'pulse'):
        return key
    period, bar, rest = key.partition('|')
    return f'{period}|{group}{bar}{rest}'


def groups_of(facts: Facts, by: str) -> dict[str, Facts]:
    """What each value of a column says and does, by its place in keys."""
    def part(value: str | None) -> Facts:
        if by in ACTION_GROUPS:
            return of_actions(facts, lambda action: ACTION_GROUPS[by](action) == value)
        if by in ANSWER_GROUPS:
            return facts._replace(answers=[answer for answer in facts.answers if ANSWER_GROUPS[by](answer) == value])
        return of_whom(facts, lambda told: told.get(GROUPS[by]) == value)
    values = ({ACTION_GROUPS[by](action) for action in facts.actions} if by in ACTION_GROUPS else
              {ANSWER_GROUPS[by](answer) for answer in facts.answers} if by in ANSWER_GROUPS else
              {told[GROUPS[by]] for told in facts.customers.values()} | {None})
    return {'%00' if value is None else value: part(value) for value in values}


def parts_of(facts: Facts, words: dict[str, str]) -> dict[str, Facts]:
    """The facts by groups, of customers or of accounts."""
    parts = groups_of(facts, words['by']) if 'by' in words else {'': facts}
    return {group: of_accounts(part) for group, part in parts.items()} if 'unit' in words else parts


def counted(name: str, question: Asked) -> Rows:
    facts = question.facts
    if name == 'acquisition':
        words = {'by': 'customers.channel'} | question.words
        # A campaign cannot be split by what customers are.
        is_by_channel = words['by'] == 'customers.channel' and 'where' not in words
        return recount.acquisition(parts_of(facts, words), facts.campaigns if is_by_channel else [], question.view)
    rows = {key_of(name, key, group): row for group, part in parts_of(facts, question.words).items()
            for key, row in COUNTS[name](part, question.view).items()}
    return recount.goods_unknown(rows) if name == 'profitability' else rows


def opened(name: str, row: dict[str, Any]) -> int:
    """How many stand behind a row."""
    if name == 'pulse' and row['measure'] in ('returned', 'newcomers'):  # those themselves
        return round(row['n'] * (row['value'] or 0))
    return row[COUNTED_BY.get(name, 'customers')]
