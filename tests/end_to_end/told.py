# SPDX-License-Identifier: Apache-2.0
"""What a book has been told, and what follows from it: imports, imports that are taken back, customers who
are found to be one person."""
import pathlib
from typing import Any, NamedTuple

from recount import Action, Answer, Day, Facts, Sent, measures, orders_of

Key = tuple[str, str]  # a table and the id in it


class File(NamedTuple):
    path: pathlib.Path
    rows: list[tuple[Key, Any]]


class Told:
    """Of each key the last row that stands; of a person, column by column, the last of any of their ids."""

    def __init__(self):
        self.rows: list[tuple[File, Key, Any]] = []
        self.undone: list[File] = []
        self.person_of: dict[str, str] = {}

    def standing(self) -> dict[Key, Any]:
        """In the order in which they were told."""
        rows: dict[Key, Any] = {}
        for file, key, row in self.rows:
            if file not in self.undone:
                rows.pop(key, None)
                rows[key] = row
        return rows

    def import_file(self, file: File) -> None:
        standing = self.standing()
        for key, row in file.rows:
            if standing.get(key) != row:  # else nothing new is said
                standing[key] = row
                self.rows.append((file, key, row))

    def undo(self, file: File) -> None:
        self.undone.append(file)

    def merge(self, customer: str, into: str) -> None:
        person = self.person_of.get(into, into)
        for follower in [name for name, whom in self.person_of.items() if whom == customer]:
            self.person_of[follower] = person
        self.person_of[customer] = person

    def split(self, customer: str) -> None:
        del self.person_of[customer]

    def facts(self) -> Facts:
        standing = self.standing()
        owners = {name: row for (table, name), row in standing.items() if table == 'identities'}

        def person(fact: Action | Answer) -> str | None:
            name = fact.customer or owners.get(fact.email)
            return self.person_of.get(name, name) if name else None
        said = [row for (table, _), row in standing.items() if table == 'voices']
        done = [row._replace(category=standing.get(('items', row.item)))
                for (table, _), row in standing.items() if table == 'actions']
        customers: dict[str, dict[str, Any]] = {}
        for (table, name), row in standing.items():
            if table == 'customers':
                known = customers.setdefault(self.person_of.get(name, name), dict.fromkeys(row))
                seen = [day for day in (known['first_seen_at'], row['first_seen_at']) if day]
                known |= {column: value for column, value in row.items() if value is not None}
                known['first_seen_at'] = min(seen, default=None)
        actions = [fact._replace(customer=person(fact)) for fact in done if person(fact)]
        first_orders = {name: lines[0].day for name, lines in orders_of(actions).items()}
        sent: list[Sent] = []
        for name, known in customers.items():
            sender = self.person_of.get(known['referred_by'], known['referred_by'])
            day = known['first_seen_at'] or first_orders.get(name)
            if sender and day and sender != name:
                sent.append(Sent(sender, day, known['account_id']))
        answers = [fact._replace(customer=person(fact)) for fact in said]
        days = [fact.day for fact in [*done, *said]] or [Day.min]
        return Facts(customers, actions, answers, [fact for fact in done if fact.kind == 'campaign'], sent,
                     measures(customers, actions, answers, max(days)), min(days), max(days))
