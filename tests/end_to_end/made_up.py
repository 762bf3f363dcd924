# SPDX-License-Identifier: Apache-2.0
"""Small, awkward companies: times around midnight, customers without a record, forms of nobody, several
lines an order and orders a day, returns, contacts, campaigns."""
import csv
import datetime as dt
import pathlib
import random
import zoneinfo
from typing import Any, NamedTuple

from recount import Action, Answer, Day, Facts

TOKYO = zoneinfo.ZoneInfo('Asia/Tokyo')
FIRST = dt.datetime(2024, 11, 20, tzinfo=TOKYO)
REGIONS = ['Osaka', '東京', 'North', None]
CAME_BY = ['search', 'friend', 'leaflet', None]
SALES_CHANNELS = ['web', 'store', 'phone']
SCALES = {'nps': (0, 10), 'csat': (1, 5), 'effort': (1, 7), 'agree': (1, 5)}
STATEMENTS = ['They help me', 'I think of them first']
OTHER_KINDS = ['return', 'contact', 'visit', 'cart', 'campaign', 'open', 'click', 'refer', 'attend']


class Company:
    """Draws the facts of one company; the same seed draws the same."""

    def __init__(self, seed: int):
        self.draw = random.Random(seed)
        self.days = self.draw.choice([40, 200, 700])
        self.customers: dict[str, dict[str, Any]] = {}
        self.actions: list[Action] = []
        self.answers: list[Answer] = []
        for number in range(self.draw.choice([3, 30, 90])):
            self.add_customer(f'C{number:03}')
        last = max((fact.day for fact in [*self.actions, *self.answers]), default=FIRST.date())
        self.facts = Facts(self.customers, self.actions, self.answers, last)

    def some_time(self) -> dt.datetime:
        day = FIRST + dt.timedelta(days=self.draw.randrange(self.days))
        # Near midnight a day of UTC is another day of the shop.
        hour = self.draw.choice([0, 0, 8, 9, 15, 23])
        return day.replace(hour=hour, minute=self.draw.randrange(60), second=self.draw.randrange(60))

    def add_customer(self, customer: str) -> None:
        draw = self.draw
        if draw.random() < 0.9:
            self.customers[customer] = {
                'region': draw.choice(REGIONS), 'channel': draw.choice(CAME_BY),
                'first_seen_at': self.some_time().date() if draw.random() < 0.5 else None,
                'birth_date': Day(draw.randrange(1940, 2008), 1, 1) if draw.random() < 0.7 else None}
        for order in range(draw.choice([0, 0, 1, 1, 2, 4, 8, 20])):
            self.add_order(customer, f'{customer}-{order}' if draw.random() < 0.8 else '')
        for kind in OTHER_KINDS:
            for _ in range(draw.choice([0, 0, 0, 1, 2])):
                amount = -draw.randrange(100, 900) if kind == 'return' else 0
                cost = draw.randrange(50, 500) if kind in ('contact', 'campaign') else None
                self.actions.append(Action(customer, kind, self.some_time(), '', amount, cost, 0,
                                           draw.choice(SALES_CHANNELS)))
        for form in range(draw.choice([0, 1, 1, 2, 5])):
            self.add_form(customer if draw.random() < 0.9 else None, f'R{customer}-{form}')

    def add_order(self, customer: str, order: str) -> None:
        time, channel = self.some_time(), self.draw.choice(SALES_CHANNELS)
        for _ in range(self.draw.choice([1, 1, 2, 3])):
            self.actions.append(Action(customer, 'order', time, order, self.draw.randrange(5000),
                                       self.draw.randrange(2000), self.draw.choice([0, 0, 100]), channel))

    def add_form(self, customer: str | None, response: str) -> None:
        time = self.some_time()
        for question, (low, high) in SCALES.items():
            for touchpoint in STATEMENTS if question == 'agree' else ['']:
                if self.draw.random() < 0.8:
                    self.answers.append(Answer(customer, response, question, touchpoint, time,
                                               self.draw.randint(low, high), low, high))


class Table(NamedTuple):
    name: str
    header: list[str]
    rows: list[list[Any]]


def in_utc(time: dt.datetime) -> str:
    return time.astimezone(dt.UTC).strftime('%Y-%m-%dT%H:%M:%SZ')


def tables(facts: Facts) -> list[Table]:
    return [
        Table('customers', 'customer_id region channel first_seen_at birth_date'.split(),
              [[name, told['region'], told['channel'], told['first_seen_at'], told['birth_date']]
               for name, told in facts.customers.items()]),
        Table('actions', 'action_id occurred_at kind customer_id order_id amount cost discount channel'.split(),
              [[f'A{number}', in_utc(a.time), a.kind, a.customer, a.order,
                a.amount if a.kind in ('order', 'return') else '', a.cost, a.discount, a.channel]
               for number, a in enumerate(facts.actions)]),
        Table('voices', ('voice_id response_id occurred_at customer_id status question touchpoint score '
                         'scale_low scale_high').split(),
              [[f'V{number}', a.response, in_utc(a.time), a.customer, 'answered', a.question, a.touchpoint,
                a.score, a.low, a.high] for number, a in enumerate(facts.answers)])]


def write(facts: Facts, folder: pathlib.Path, draw: random.Random) -> list[pathlib.Path]:
    """The facts as files: each table in one to three of them, their rows and the files in any order,
    and some rows in two files."""
    files = []
    for table in tables(facts):
        rows = list(table.rows)
        draw.shuffle(rows)
        pieces = min(len(rows), draw.choice([1, 1, 2, 3]))
        for piece in range(pieces):
            file = folder / f'{table.name}_{piece}.csv'
            with file.open('w', encoding='utf-8', newline='') as text:
                csv.writer(text).writerows([table.header, *rows[piece::pieces], *rows[:draw.choice([0, 3])]])
            files.append(file)
    draw.shuffle(files)
    return files


def write_mistake(facts: Facts, file: pathlib.Path, draw: random.Random) -> None:
    """A file that corrects actions to what they were not, and brings orders of somebody new."""
    wrong = [action._replace(amount=action.amount + 1000, kind='order') for action in facts.actions]
    table = tables(facts._replace(actions=wrong))[1]
    rows = draw.sample(table.rows, min(5, len(table.rows)))
    rows += [[f'B{number}', *row[1:3], 'C999', f'C999-{number}', *row[5:]] for number, row in enumerate(rows)]
    with file.open('w', encoding='utf-8', newline='') as text:
        csv.writer(text).writerows([table.header, *rows])
