# SPDX-License-Identifier: Apache-2.0
"""The definitions of docs/METRICS.md counted a second time, from the facts as they were written to
files, by loops over Python's own dictionaries. Nothing here knows how Mikata counts."""
import datetime as dt
import math
import statistics
from collections import Counter, defaultdict
from typing import Any, Callable, Iterable, NamedTuple

Day = dt.date
Z = statistics.NormalDist().inv_cdf(0.975)


class Action(NamedTuple):
    customer: str | None  # nobody that is known
    kind: str
    time: dt.datetime  # in the shop's time zone
    order: str
    amount: int
    cost: int | None
    discount: int
    channel: str | None
    email: str | None = None  # by which alone the customer is known
    item: str | None = None
    category: str | None = None  # of the item

    @property
    def day(self) -> Day:
        return self.time.date()


class Answer(NamedTuple):
    customer: str | None  # nobody that is known
    response: str
    question: str
    touchpoint: str
    time: dt.datetime
    score: float
    low: float
    high: float
    email: str | None = None
    weight: float | None = None

    @property
    def day(self) -> Day:
        return self.time.date()


class Sent(NamedTuple):
    """A customer who came because another one spoke of the shop."""
    by: str
    day: Day
    account: str | None  # of who came


class Facts(NamedTuple):
    customers: dict[str, dict[str, Any]]
    actions: list[Action]  # of somebody that is known
    answers: list[Answer]
    campaigns: list[Action]  # whether or not it is known whom they reached: their cost is the shop's
    sent: list[Sent]
    measures: dict[str, dict[str, Any]]  # of everybody, with the columns of their record
    first: Day
    as_of: Day

    def about_the_whole(self, start: Day = Day.min, end: Day = Day.max) -> frozenset[str]:
        """The questions that somebody answered then about more than a touchpoint."""
        return frozenset(a.question for a in self.answers if not a.touchpoint and start <= a.day <= end)


def wilson(hits: float, n: float) -> tuple[float, float] | tuple[None, None]:
    if n == 0:
        return None, None
    p, z2 = hits / n, Z * Z
    middle, half = p + z2 / (2 * n), Z * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return (middle - half) / (1 + z2 / n), (middle + half) / (1 + z2 / n)


def nps_interval(promoters: float, detractors: float, n: float) -> tuple[float, float]:
    """Rocks 2016: three answers more, of which a promoter and a detractor get 3/4 each."""
    m = n + 3
    up, down = (promoters + 0.75) / m, (detractors + 0.75) / m
    half = Z * math.sqrt((up + down - (up - down) ** 2) / m)
    told = 100 * (promoters - detractors) / n  # an interval holds what it is about
    return max(-100, min(told, 100 * (up - down - half))), min(100, max(told, 100 * (up - down + half)))


def period_of(day: Day, grain: str) -> Day:
    match grain:
        case 'all':
            return Day.min
        case 'year':
            return day.replace(month=1, day=1)
        case 'quarter':
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case 'month':
            return day.replace(day=1)
        case 'week':
            return day - dt.timedelta(days=day.weekday())
    return day


def periods_between(first: Day, last: Day, grain: str) -> int:
    match grain:
        case 'year':
            return last.year - first.year
        case 'quarter':
            return ((last.year - first.year) * 12 + last.month - first.month) // 3
        case 'month':
            return (last.year - first.year) * 12 + last.month - first.month
        case 'week':
            return (last - first).days // 7
    return (last - first).days


def age_on(day: Day, birth: Day | None) -> int | None:
    return None if birth is None else day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def measures(customers: dict[str, dict[str, Any]], actions: list[Action], answers: list[Answer],
             as_of: Day) -> dict[str, dict[str, Any]]:
    """What is told of everybody, and what follows from their facts on the book's last day."""
    orders = orders_of(actions)
    found: dict[str, dict[str, Any]] = {}
    for name in customers.keys() | {fact.customer for fact in [*actions, *answers] if fact.customer}:
        told, lines = customers.get(name, {}), orders.get(name, [])
        days, kinds = order_days(lines), Counter(a.kind for a in actions if a.customer == name)
        said = sorted((a for a in answers if a.customer == name), key=lambda a: a.time)
        scores = {a.question: a.score for a in said if not a.touchpoint}
        found[name] = told | {
            'customer': name, 'age': age_on(as_of, told.get('birth_date')), 'orders': order_count(lines),
            'occasions': len(days), 'revenue': sum(line.amount for line in lines), 'returns': kinds['return'], 'visits': kinds['visit'], 'contacts': kinds['contact'],
            'revenue_365d': sum(line.amount for line in lines if (as_of - line.day).days < 365),
            'first_order_day': days[0] if days else None, 'last_order_day': days[-1] if days else None,
            'days_since_order': (as_of - days[-1]).days if days else None,
            'gap_largest_days': max(gaps(days), default=None), 'answers': len({a.response for a in said}),
            'last_nps': scores.get('nps'), 'last_csat': scores.get('csat')}
    return found


def standing_answers(view: 'View', answers: Iterable[Answer], key: Callable[[Answer], Any]) -> list[Answer]:
    """Of each respondent and key the last, or all; who is nobody that is known is a respondent a form."""
    if view.all_answers:
        return list(answers)
    last: dict[Any, Answer] = {}
    for answer in sorted(answers, key=lambda a: a.time):
        last[answer.customer or ('form', answer.response), key(answer)] = answer
    return list(last.values())


def orders_of(actions: Iterable[Action]) -> dict[str, list[Action]]:
    by_customer: dict[str, list[Action]] = defaultdict(list)
    for action in sorted(actions, key=lambda a: a.time):
        if action.kind == 'order':
            by_customer[action.customer].append(action)
    return by_customer


def order_days(lines: Iterable[Action]) -> list[Day]:
    return sorted({line.day for line in lines})


def gaps(days: list[Day]) -> list[int]:
    return [(after - before).days for before, after in zip(days, days[1:])]


def order_count(lines: Iterable[Action]) -> int:
    """A distinct order id, else a customer's day."""
    return len({line.order or (line.customer, line.day) for line in lines})


def usual_silence(days_of: dict[str, list[Day]], as_of: Day) -> float | None:
    """The 90 % quantile of everybody's gaps by Kaplan and Meier, those still open censored."""
    ended: Counter[int] = Counter()
    still_open: Counter[int] = Counter()
    for days in days_of.values():
        ended.update(gaps(days))
        still_open[(as_of - days[-1]).days] += 1
    surviving, longest = 1.0, None
    at_risk = sum(ended.values()) + sum(still_open.values())
    for length in sorted(ended.keys() | still_open.keys()):
        if ended[length]:
            surviving *= 1 - ended[length] / at_risk
            longest = length
            if surviving <= 0.1 + 1e-12:
                return length
        at_risk -= ended[length] + still_open[length]
    return longest


def is_gone(days: list[Day], as_of: Day, usual: float | None) -> bool:
    silence = (as_of - days[-1]).days
    own = gaps(days)
    if len(own) >= 5:
        own.sort()
        place = 0.9 * (len(own) - 1)
        low = int(place)
        high = min(low + 1, len(own) - 1)
        return silence > own[low] + (place - low) * (own[high] - own[low]) + 1e-9
    return usual is not None and silence > usual


class View(NamedTuple):
    """What a question asks for: facts from `start` to `end`, by periods of `grain`. `usual` is the usual
    silence on a day. Where single actions are chosen, `chosen`, nobody is known but by those. Answers are the
    last of a respondent unless `all_answers`, and weigh what they say unless `alike`. Where a question was asked
    about the whole, `wholes`, answers about touchpoints do not count; who is content those tell, `touchpoints_tell`,
    where nothing else does."""
    grain: str
    start: Day
    end: Day
    usual: Callable[[Day], float | None]
    chosen: bool = False
    all_answers: bool = False
    alike: bool = True
    wholes: frozenset[str] = frozenset()
    touchpoints_tell: bool = False

    def counts(self, answer: Answer) -> bool:
        return answer.question not in self.wholes or not answer.touchpoint

    def weights(self, answers: list[Answer]) -> list[float]:
        return [1 if self.alike or a.weight is None else a.weight for a in answers]

    def sees(self, fact: Action | Answer) -> bool:
        return self.start <= fact.day <= self.end

    def period(self, day: Day) -> Day:
        return self.start if self.grain == 'all' else period_of(day, self.grain)


Rows = dict[str, dict[str, Any]]  # the row's key, without its group: the row


def by_period(view: View, facts: Iterable[Any]) -> dict[Day, list[Any]]:
    periods: dict[Day, list[Any]] = defaultdict(list)
    for fact in facts:
        if view.sees(fact):
            periods[view.period(fact.day)].append(fact)
    return periods


def nps(facts: Facts, view: View) -> Rows:
    rows: Rows = {}
    asked = (a for a in facts.answers if a.question == 'nps')
    for period, answers in by_period(view, asked).items():
        given = standing_answers(view, answers, lambda a: a.question)
        sides = [(a.score >= 9) - (a.score <= 6) for a in given]
        weights = view.weights(given)
        mean = weighted_mean(sides, weights)
        up, down, passive = (sum(weight for side, weight in zip(sides, weights) if side == which) for which in (1, -1, 0))
        rows[f'{period}'] = {'n': len(given), 'promoters': up, 'detractors': down, 'passives': passive,
                             'nps': mean if mean is None else 100 * mean}
        if view.alike:
            low, high = nps_interval(up, down, len(given))
            rows[f'{period}'] |= {'nps_low': low, 'nps_high': high}
    return rows


def weighted_mean(values: list[float], weights: list[float]) -> float | None:
    weight = sum(weights)
    return sum(value * weight for value, weight in zip(values, weights)) / weight if weight else None


def is_top(answer: Answer) -> bool:
    """Of five steps the top two, of effort's seven the top three."""
    return answer.score >= (5 if answer.question == 'effort' else 4)


def score_share(question: str) -> Callable[[Facts, View], Rows]:
    def count(facts: Facts, view: View) -> Rows:
        rows: Rows = {}
        asked = (a for a in facts.answers if a.question == question and view.counts(a))
        for period, answers in by_period(view, asked).items():
            given = standing_answers(view, answers, lambda a: a.touchpoint)
            weights = view.weights(given)
            share = weighted_mean([is_top(a) for a in given], weights)
            low, high = None, None
            if share is not None:
                effective = sum(weights) ** 2 / sum(weight ** 2 for weight in weights)  # Kish 1965
                low, high = wilson(share * effective, effective)
            rows[f'{period}'] = {'n': len(given), 'good': sum(map(is_top, given)), question: share,
                                 f'{question}_low': low, f'{question}_high': high,
                                 'mean': weighted_mean([a.score for a in given], weights)}
        return rows
    return count


def retention(facts: Facts, view: View) -> Rows:
    cohorts: dict[Day, list[set[Day]]] = defaultdict(list)
    for lines in orders_of(facts.actions).values():
        days = order_days(lines)
        if view.start <= days[0] <= view.end:
            cohorts[view.period(days[0])].append({view.period(day) for day in days if day <= view.end})
    rows: Rows = {}
    for cohort, customers in cohorts.items():
        for age in range(periods_between(cohort, view.end, view.grain) + 1):
            retained = sum(any(periods_between(cohort, period, view.grain) == age for period in periods)
                           for periods in customers)
            low, high = wilson(retained, len(customers))
            rows[f'{cohort}|{age}'] = {'customers': len(customers), 'retained': retained,
                                       'retention': retained / len(customers), 'retention_low': low,
                                       'retention_high': high}
    return rows


def frequency(facts: Facts, view: View) -> Rows:
    waited: dict[Day, list[int]] = defaultdict(list)
    for lines in orders_of(facts.actions).values():
        days = order_days(lines)
        for before, day in zip(days, days[1:]):
            if view.start <= day <= view.end:
                waited[view.period(day)].append((day - before).days)
    rows: Rows = {}
    for period, lines in by_period(view, (a for a in facts.actions if a.kind == 'order')).items():
        customers = len({line.customer for line in lines})
        occasions = len({(line.customer, line.day) for line in lines})
        revenue = sum(line.amount for line in lines)
        rows[f'{period}'] = {
            'customers': customers, 'occasions': occasions, 'orders': order_count(lines),
            'frequency': occasions / customers, 'revenue': revenue, 'revenue_per_customer': revenue / customers,
            'gap_days': statistics.median(waited[period]) if period in waited else None}
    return rows


def acquisition(groups: dict[str, Facts], campaigns: list[Action], view: View) -> Rows:
    """Each group, by its place in keys, is a shop of its own; `campaigns` where the groups are their channels."""
    came: dict[Day, Counter[str]] = defaultdict(Counter)
    for group, facts in groups.items():
        for lines in orders_of(facts.actions).values():
            if view.start <= lines[0].day <= view.end:
                came[view.period(lines[0].day)][group] += 1
    cost: dict[Day, Counter[str]] = defaultdict(Counter)
    for action in campaigns:
        if view.sees(action):
            cost[view.period(action.day)][action.channel or '%00'] += action.cost or 0
    rows: Rows = {}
    for period in came.keys() | cost.keys():
        n = came[period].total()
        for group in came[period].keys() | cost[period].keys():
            customers, spent = came[period][group], cost[period].get(group)
            low, high = wilson(customers, n)
            rows[f'{period}|{group}'] = {
                'customers': customers, 'share': customers / n if n else None, 'share_low': low,
                'share_high': high, 'cost': spent,
                'cost_per_customer': spent / customers if spent is not None and customers else None}
    return rows


def profitability(facts: Facts, view: View) -> Rows:
    rows: Rows = {}
    for period, actions in by_period(view, facts.actions).items():
        customers = len({a.customer for a in actions})
        orders = [a for a in actions if a.kind == 'order']
        revenue = sum(a.amount for a in orders)
        cost = sum(a.cost or 0 for a in orders)
        returns = sum(abs(a.amount) for a in actions if a.kind == 'return')
        discounts = sum(a.discount for a in orders)
        serve = sum(a.cost or 0 for a in actions if a.kind not in ('order', 'return', 'campaign'))
        profit = revenue - cost - returns - discounts - serve
        rows[f'{period}'] = {
            'customers': customers, 'revenue': revenue, 'cost': cost, 'returns': returns, 'discounts': discounts,
            'cost_to_serve': serve, 'profit': profit, 'profit_per_customer': profit / customers,
            'margin': profit / revenue if revenue else None}
    return rows


def goods_unknown(rows: Rows) -> Rows:
    """Where goods were sold and none has a cost, their cost is not known, and no margin."""
    sold, cost = (sum(row[column] for row in rows.values()) for column in ('revenue', 'cost'))
    return {key: row | {'cost': None, 'margin': None} for key, row in rows.items()} if sold and not cost else rows


def fifths(values: dict[str, float], best_is_low: bool = False) -> dict[str, int]:
    """(5 rank + n - 1) div n, where the rank counts the values that are no better."""
    sign = -1 if best_is_low else 1
    n = len(values)
    return {name: (5 * sum(sign * other <= sign * value for other in values.values()) + n - 1) // n
            for name, value in values.items()}


def rfm(facts: Facts, view: View) -> Rows:
    bought = orders_of(a for a in facts.actions if view.sees(a))
    recency = {name: (facts.as_of - lines[-1].day).days for name, lines in bought.items()}
    occasions = {name: len(order_days(lines)) for name, lines in bought.items()}
    money = {name: sum(line.amount for line in lines) for name, lines in bought.items()}
    r, f, m = fifths(recency, best_is_low=True), fifths(occasions), fifths(money)
    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name in bought:
        cells[r[name], f[name]].append(name)
    return {f'{recent}|{often}': {
        'customers': len(names), 'share': len(names) / len(bought), 'revenue': sum(money[name] for name in names),
        'monetary': statistics.fmean(m[name] for name in names),
        'recency_days': statistics.fmean(recency[name] for name in names),
        'occasions': statistics.fmean(occasions[name] for name in names),
    } for (recent, often), names in cells.items()}


def tenure(facts: Facts, view: View) -> Rows:
    bands: dict[Day, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for customer, lines in orders_of(facts.actions).items():
        days = order_days(lines)
        for period in {view.period(day) for day in days if view.start <= day <= view.end}:
            seen = min(day for day in days if view.start <= day <= view.end and view.period(day) == period)
            here = (seen - days[0]).days
            band = next((f'{years}-{after}y' for years, after in ((0, 1), (1, 2), (2, 3), (3, 5))
                         if here < after * 365), '5y+')
            bands[period][band].append(customer)
    rows: Rows = {}
    for period, customers_of in bands.items():
        n = sum(map(len, customers_of.values()))
        for band, customers in customers_of.items():
            low, high = wilson(len(customers), n)
            rows[f'{period}|{band}'] = {'customers': len(customers), 'share': len(customers) / n,
                                        'share_low': low, 'share_high': high}
    return rows


def buying_days(facts: Facts, day: Day) -> dict[str, list[Day]]:
    """Of each customer who had bought by that day, the days with an order."""
    return {name: order_days(lines)
            for name, lines in orders_of(a for a in facts.actions if a.day <= day).items()}


def known_days(facts: Facts) -> dict[str, Day | None]:
    """Of everybody the day of their record, or of the first thing they did or said where that came
    before; of a record without a day and without facts nobody knows."""
    known = {name: told['first_seen_at'] for name, told in facts.customers.items()}
    for fact in [*facts.actions, *facts.answers]:
        if fact.customer:
            known[fact.customer] = min(known.get(fact.customer) or fact.day, fact.day)
    return known


def said_by(facts: Facts, day: Day, view: View) -> dict[str, Answer]:
    """Of each customer the last answer about the whole within a year; of one form the recommendation."""
    said: dict[str, Answer] = {}
    for answer in sorted(facts.answers, key=lambda a: (a.time, a.question == 'nps')):
        tells = answer.question == 'nps' or answer.question == 'csat' and (view.touchpoints_tell or not answer.touchpoint)
        if answer.customer and tells and 0 <= (day - answer.day).days < 365:
            said[answer.customer] = answer
    return said


def is_content(answer: Answer) -> bool:
    return (answer.score - answer.low) / (answer.high - answer.low) >= 0.7


def fields_on(facts: Facts, day: Day, view: View) -> Counter[str]:
    fields = Counter({f'{said}_{stays}': 0 for said in ('content', 'complaining') for stays in ('staying', 'gone')})
    fields['no_answer'] = 0
    bought, said, usual = buying_days(facts, day), said_by(facts, day, view), view.usual(day)
    everybody = {name: days[0] for name, days in bought.items()} if view.chosen else known_days(facts)
    for customer, known in everybody.items():
        if customer not in said:
            fields['no_answer'] += known is None or known <= day
        elif customer in bought:
            fields[f'{"content" if is_content(said[customer]) else "complaining"}_'
                   f'{"gone" if is_gone(bought[customer], day, usual) else "staying"}'] += 1
    return fields


def shares(counts: Counter[str]) -> Rows:
    n = counts.total()
    rows: Rows = {}
    for name, customers in counts.items() if n else ():
        low, high = wilson(customers, n)
        rows[name] = {'customers': customers, 'share': customers / n, 'share_low': low, 'share_high': high}
    return rows


def quadrant(facts: Facts, view: View) -> Rows:
    return shares(fields_on(facts, view.end, view))


def loyalty(facts: Facts, view: View) -> Rows:
    rows: Rows = {}
    names = {'content_staying': 'true_loyalty', 'content_gone': 'latent', 'complaining_staying': 'spurious',
             'complaining_gone': 'no_loyalty'}
    days = [view.start + dt.timedelta(days=n) for n in range((view.end - view.start).days + 1)]
    for period in dict.fromkeys(map(view.period, days)):
        end = max(day for day in days if view.period(day) == period)
        fields = fields_on(facts, end, view)
        counted = Counter({name: fields[field] for field, name in names.items()})
        rows |= {f'{name}|{period}': row for name, row in shares(counted).items()}
    return rows


def stages_on(facts: Facts, day: Day, view: View) -> dict[str, str]:
    """Of each customer who had done something by that day."""
    stages: dict[str, str] = {}
    bought = buying_days(facts, day)
    scores: dict[str, float] = {}
    for answer in sorted(facts.answers, key=lambda a: a.time):
        if answer.customer and answer.question == 'nps' and 0 <= (day - answer.day).days < 365:
            scores[answer.customer] = answer.score
    senders = set() if view.chosen else {sent.by for sent in facts.sent if sent.day <= day}
    did: dict[str, set[str]] = defaultdict(set)
    for action in facts.actions:
        if action.day <= day:
            did[action.customer].add(action.kind)
    for customer, kinds in did.items():
        if customer not in bought:
            stages[customer] = 'consideration' if kinds & {'cart', 'trial', 'contact'} else 'awareness'
        elif is_gone(bought[customer], day, view.usual(day)):
            stages[customer] = 'lapsed'
        elif 'refer' in kinds or customer in senders or scores.get(customer, 0) >= 9:
            stages[customer] = 'advocacy'
        else:
            stages[customer] = 'retention' if len(bought[customer]) > 1 else 'purchase'
    return stages


def stage(facts: Facts, view: View) -> Rows:
    counts = Counter({name: 0 for name in ('awareness', 'consideration', 'purchase', 'retention', 'advocacy', 'lapsed')})
    counts.update(stages_on(facts, view.end, view).values())
    return shares(counts)


def engagement(facts: Facts, view: View) -> Rows:
    """Of the customers whom a campaign touched in a period, those who did something about it in it."""
    rows: Rows = {}
    for period, actions in by_period(view, facts.actions).items():
        touched = Counter(a.customer for a in actions if a.kind == 'campaign')
        for kind, measure in (('open', 'opened'), ('click', 'clicked'), ('attend', 'attended'),
                              ('follow', 'followed'), ('share', 'shared')):
            if touched:
                people_who = len({a.customer for a in actions if a.kind == kind} & touched.keys())
                low, high = wilson(people_who, len(touched))
                rows[f'{period}|{measure}'] = {
                    'n': len(touched), 'people': people_who, 'rate': people_who / len(touched), 'rate_low': low,
                    'rate_high': high, 'touches_per_customer': touched.total() / len(touched)}
    return rows


def pulse(facts: Facts, view: View) -> Rows:
    """Of the last 13 complete periods, and the one under way, what the single questions say."""
    last = view.period(view.end)
    if view.period(view.end + dt.timedelta(days=1)) == last:
        last = view.period(last - dt.timedelta(days=1))
    # Days and weeks go back further, for the same a year ago, than what is told of.
    def back(periods: int) -> Day:
        day = last
        for _ in range(periods):
            day = view.period(day - dt.timedelta(days=1))
        return day
    begin = view.period(view.start)
    year_ago = back({'day': 364, 'week': 52, 'month': 12, 'quarter': 4, 'year': 1}[view.grain])
    since = min(max(begin, back(12)), year_ago if year_ago >= begin else view.end)
    view = view._replace(wholes=facts.about_the_whole(since, view.end))
    rows: Rows = {}
    for name, count in (('nps', nps), ('csat', score_share('csat')), ('effort', score_share('effort')),
                        ('agree', score_share('agree'))):
        for period, row in count(facts, view).items():
            rows[f'{name}|{period}'] = {'n': row['n'], 'value': row[name]}
    first_days = {name: order_days(lines)[0] for name, lines in orders_of(facts.actions).items()}
    profits = profitability(facts, view)
    periods = by_period(view, facts.actions)
    for period, actions in periods.items():
        buyers = {a.customer for a in actions if a.kind == 'order'}
        if not buyers:
            continue
        n = len(buyers)
        told = {'frequency': len({(a.customer, a.day) for a in actions if a.kind == 'order'}),
                'newcomers': sum(view.period(first_days[name]) == period for name in buyers),
                'profit_per_customer': profits[f'{period}']['profit']}
        rows |= {f'{name}|{period}': {'n': n, 'value': total / n} for name, total in told.items()}
        before = periods.get(view.period(period - dt.timedelta(days=1)))
        if before is not None:
            earlier = {a.customer for a in before if a.kind == 'order'}
            rows[f'returned|{period}'] = {'n': len(earlier),
                                          'value': len(buyers & earlier) / len(earlier) if earlier else None}
    return {key: row for key, row in rows.items()
            if periods_between(Day.fromisoformat(key.rpartition('|')[2]), last, view.grain) <= 12}
