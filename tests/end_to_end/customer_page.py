# SPDX-License-Identifier: Apache-2.0
"""What the page of one customer must say, counted from the facts."""
from typing import Any, NamedTuple

from recount import Day, Facts, View, is_content, stages_on

MEASURES = ['orders', 'occasions', 'revenue', 'revenue_365d', 'first_order_day', 'last_order_day', 'days_since_order',
            'returns', 'contacts', 'last_nps', 'last_csat']


class Page(NamedTuple):
    """What a customer's page says of them."""
    told: dict[str, Any]
    measures: dict[str, Any]
    stage: str | None
    wrong: tuple[str, Day, float | None] | None
    timeline: list[tuple[Any, ...]]  # newest first, save what was at one time


def went_wrong(facts: Facts, customer: str) -> tuple[str, Day, float | None] | None:
    """The last low score or return; of a form that asks both, what is said of the whole."""
    low = [((a.time, True, a.question == 'nps'), ('low_score', a.day, a.score))
           for a in sorted(facts.answers, key=lambda a: a.touchpoint)
           if a.customer == customer and a.question in ('nps', 'csat') and not is_content(a)]
    returned = [((a.time, False, False), ('trouble', a.day, None)) for a in facts.actions
                if a.customer == customer and a.kind == 'return']
    return max([*low, *returned], key=lambda one: one[0], default=(None, None))[1]


def page_of(facts: Facts, customer: str, view: View) -> Page:
    known = facts.measures[customer]
    done = [(a.time, 'action', a.kind, a.amount if a.kind in ('order', 'return') else None, None, a.channel)
            for a in facts.actions if a.customer == customer]
    said = [(a.time, 'voice', a.question, None, a.score, 'survey') for a in facts.answers if a.customer == customer]
    told = {name: known[name] for name in ('account_id', 'region', 'channel', 'referred_by', 'birth_date', 'email')
            if known.get(name) is not None}
    return Page(told, {name: known[name] for name in MEASURES}, stages_on(facts, facts.as_of, view).get(customer),
                went_wrong(facts, customer), sorted([*done, *said], key=lambda fact: fact[0], reverse=True))
