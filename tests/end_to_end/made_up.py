# SPDX-License-Identifier: Apache-2.0
"""Small, awkward companies: times around midnight, where the clocks change or not, customers without a record,
forms of nobody, several lines an order and orders a day, returns, contacts, campaigns, people known by their
e-mail alone."""
import csv
import datetime as dt
import pathlib
import random
import zoneinfo
from typing import Any, NamedTuple

from recount import Action, Answer, Day
from told import File, Key

ZONES = ['Asia/Tokyo', 'Asia/Tokyo', 'America/New_York', 'Australia/Lord_Howe']  # the last by half an hour
FIRST = dt.datetime(2024, 11, 20)
REGIONS = ['Osaka', '東京', 'North', None]
ACCOUNTS = ['A1', 'A2', 'A3', None]
CAME_BY = ['search', 'friend', 'leaflet', None]
CATEGORIES = ['tea', '食品', None]
SALES_CHANNELS = ['web', 'store', 'phone']
SCALES = {'nps': (0, 10), 'csat': (1, 5), 'effort': (1, 7), 'agree': (1, 5)}
STATEMENTS = ['They help me', 'I think of them first']
OTHER_KINDS = ['return', 'contact', 'visit', 'cart', 'campaign', 'open', 'click', 'refer', 'attend']


def in_utc(time: dt.datetime) -> str:
    return time.astimezone(dt.UTC).strftime('%Y-%m-%dT%H:%M:%SZ')


def in_local(time: dt.datetime) -> str:
    return time.strftime('%Y-%m-%d %H:%M:%S')


class Company:
    """Draws the facts of one company; the same seed draws the same."""

    def __init__(self, seed: int):
        self.draw = random.Random(seed)
        self.zone = zoneinfo.ZoneInfo(self.draw.choice(ZONES))
        self.write_time = self.draw.choice([in_utc, in_local])
        self.days = self.draw.choice([40, 200, 700])
        self.questions = self.draw.choice([list(SCALES), list(SCALES), ['csat', 'effort']])
        self.parts = self.draw.choice([[''], ['', 'delivery', 'shop'], ['delivery', 'shop']])
        self.weights = self.draw.choice([[None], [None], [None, 0, 0.5, 1.5, 3]])
        self.customers: dict[str, dict[str, Any]] = {}
        self.items = {f'I{number}': self.draw.choice(CATEGORIES) for number in range(5)}
        self.actions: list[Action] = []
        self.answers: list[Answer] = []
        for number in range(self.draw.choice([3, 30, 90])):
            self.add_customer(f'C{number:03}')

    def some_time(self) -> dt.datetime:
        day = FIRST + dt.timedelta(days=self.draw.randrange(self.days))
        # Near midnight a day of UTC is another day of the shop.
        hour = self.draw.choice([0, 0, 2, 8, 9, 15, 23])
        time = day.replace(hour=hour, minute=self.draw.randrange(60), second=self.draw.randrange(60), tzinfo=self.zone)
        return time.astimezone(dt.UTC).astimezone(self.zone)  # two o'clock is not there on some days

    def add_customer(self, customer: str) -> None:
        draw = self.draw
        if draw.random() < 0.9:
            self.customers[customer] = {
                'account_id': draw.choice(ACCOUNTS), 'region': draw.choice(REGIONS), 'channel': draw.choice(CAME_BY),
                'email': f'{customer.lower()}@example.jp' if draw.random() < 0.7 else None,
                'referred_by': f'C{draw.randrange(90):03}' if draw.random() < 0.2 else None,
                'first_seen_at': self.some_time().date() if draw.random() < 0.5 else None,
                'birth_date': Day(draw.randrange(1940, 2008), 1, 1) if draw.random() < 0.7 else None}
        for order in range(draw.choice([0, 0, 1, 1, 2, 4, 8, 20])):
            self.add_order(customer, f'{customer}-{order}' if draw.random() < 0.8 else '')
        for kind in OTHER_KINDS:
            for _ in range(draw.choice([0, 0, 0, 1, 2])):
                amount = -draw.randrange(100, 900) if kind == 'return' else 0
                cost = draw.randrange(50, 500) if kind in ('contact', 'campaign') else None
                name, email = self.named(customer)
                self.actions.append(Action(name, kind, self.some_time(), '', amount, cost, 0,
                                           draw.choice(SALES_CHANNELS), email))
        for form in range(draw.choice([0, 1, 1, 2, 5])):
            self.add_form(customer if draw.random() < 0.9 else None, f'R{customer}-{form}')

    def named(self, customer: str | None) -> tuple[str | None, str | None]:
        """Their id, or now and then their e-mail alone, whether or not a record has it."""
        if customer and self.draw.random() < 0.2:
            return None, f'{customer.lower()}@example.jp'
        return customer, None

    def add_order(self, customer: str, order: str) -> None:
        time, channel = self.some_time(), self.draw.choice(SALES_CHANNELS)
        name, email = self.named(customer)
        for _ in range(self.draw.choice([1, 1, 2, 3])):
            self.actions.append(Action(name, 'order', time, order, self.draw.randrange(5000),
                                       self.draw.randrange(2000), self.draw.choice([0, 0, 100]), channel, email,
                                       self.draw.choice([*self.items, 'I9', None])))  # I9: not in any file

    def add_form(self, customer: str | None, response: str) -> None:
        time = self.some_time()
        name, email = self.named(customer)
        touchpoints = {'nps': [''], 'agree': STATEMENTS}
        for question in self.questions:
            low, high = SCALES[question]
            for touchpoint in touchpoints.get(question, self.parts):
                if self.draw.random() < (0.3 if touchpoint == '' and len(self.parts) > 1 else 0.8):
                    self.answers.append(Answer(name, response, question, touchpoint, time,
                                               self.draw.randint(low, high), low, high, email,
                                               self.draw.choice(self.weights)))


HEADERS = {
    'customers': 'customer_id account_id region channel email referred_by first_seen_at birth_date',
    'actions': 'action_id occurred_at kind customer_id order_id amount cost discount channel email item_id',
    'items': 'item_id category',
    'voices': 'voice_id response_id occurred_at customer_id status question touchpoint score scale_low scale_high email '
              'weight'}


def cells_of(company: Company, key: Key, row: Any) -> list[Any]:
    table, name = key
    if table == 'customers':
        return [name, row['account_id'], row['region'], row['channel'], row['email'],
                row['referred_by'], row['first_seen_at'], row['birth_date']]
    if table == 'items':
        return [name, row]
    if table == 'actions':
        amount = row.amount if row.kind in ('order', 'return') else ''
        return [name, company.write_time(row.time), row.kind, row.customer, row.order, amount, row.cost, row.discount,
                row.channel, row.email, row.item]
    return [name, row.response, company.write_time(row.time), row.customer, 'answered', row.question, row.touchpoint,
            row.score, row.low, row.high, row.email, row.weight]


def write(company: Company, path: pathlib.Path, rows: list[tuple[Key, Any]]) -> File:
    table = rows[0][0][0]
    with path.open('w', encoding='utf-8', newline='') as text:
        csv.writer(text).writerows([HEADERS[table].split(), *(cells_of(company, key, row) for key, row in rows)])
    if table != 'customers':
        return File(path, rows)
    return File(path, rows + [(('identities', row['email']), name) for (_, name), row in rows if row['email']])


def tables_of(company: Company) -> dict[str, list[tuple[Key, Any]]]:
    return {'customers': [(('customers', name), told) for name, told in company.customers.items()],
            'items': [(('items', name), category) for name, category in company.items.items()],
            'actions': [(('actions', f'A{number}'), action) for number, action in enumerate(company.actions)],
            'voices': [(('voices', f'V{number}'), answer) for number, answer in enumerate(company.answers)]}


def right_files(company: Company, folder: pathlib.Path, draw: random.Random) -> list[File]:
    """Each table in one to three files, their rows and the files in any order, and some rows in two files."""
    files = []
    for table, rows in tables_of(company).items():
        draw.shuffle(rows)
        pieces = min(len(rows), draw.choice([1, 1, 2, 3]))
        for piece in range(pieces):
            again = rows[:draw.choice([0, 3])]
            files.append(write(company, folder / f'{table}_{piece}.csv', rows[piece::pieces] + again))
    draw.shuffle(files)
    return files


def mistakes(company: Company, folder: pathlib.Path, draw: random.Random) -> list[File]:
    """Files that correct some rows to what they were not, and bring orders of somebody new."""
    def some(table: str) -> list[tuple[Key, Any]]:
        rows = tables_of(company)[table]
        return draw.sample(rows, min(5, len(rows)))
    done = [(key, row._replace(amount=row.amount + 1000, kind='order')) for key, row in some('actions')]
    done += [(('actions', f'B{number}'), row._replace(customer='C999', email=None, order=f'C999-{number}'))
             for number, (_, row) in enumerate(done)]
    said = [(key, row._replace(score=row.low if row.score > row.low else row.high)) for key, row in some('voices')]
    people = [(key, told | {'region': 'Osaka' if told['region'] != 'Osaka' else '東京', 'account_id': 'A9'})
              for key, told in some('customers')]
    items = [(key, 'tea' if category != 'tea' else None) for key, category in some('items')]
    return [write(company, folder / f'{rows[0][0][0]}_wrong.csv', rows)
            for rows in (done, said, people, items) if rows]
