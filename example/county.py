"""What are the county's numbers, by indicator, period and municipality?"""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from example import money
from example.calendars import Calendar, calendar, first_release
from example.formulas import Array, inputs, worth
from example.projects import total_of
from example.series import drawn, generator, population
from example.tables import COUNTY, DISTRICTS, IndicatorRow, indicators, municipalities

PLACES = tuple(place["code"] for place in municipalities())


class County:
    """Series of the 41 municipalities of today; a total is asked for with `over`."""

    def __init__(self, seed: int) -> None:
        """Draw nothing yet: a series is drawn when it is first asked for."""
        self.seed = seed
        self.values: dict[str, Array] = {}

    @cached_property
    def groups(self) -> Mapping[str, Sequence[int]]:
        """Places of the members of the county, the districts and each municipality."""
        by_code: dict[str, Sequence[int]] = {COUNTY: range(len(PLACES))}
        for district in DISTRICTS:
            by_code[district] = [
                k for k, place in enumerate(municipalities()) if place["district"] == district
            ]
        return by_code | {code: [k] for k, code in enumerate(PLACES)}

    def people(self, frequency: str) -> Array:
        """Returns inhabitants at the ends of a rhythm's periods."""
        return population(calendar(frequency))

    def of(self, code: str) -> Array:
        """Returns a drawn series, periods x municipalities."""
        if code not in self.values:
            self.values[code] = self._draw(indicators()[code])
        return self.values[code]

    def _draw(self, row: IndicatorRow) -> Array:
        kind = row.series.get("kind")
        if kind:
            return self._special(row, str(kind))
        at = calendar(row.frequency)
        random = generator(self.seed, row.code)
        people = self.people(row.frequency)
        base = self.of(row.series["of"]) if row.series.get("of", "population") != "population" else people
        values = drawn(row.series, at, base, people, random)
        if "break" in row.given:
            change = row.given["break"]
            values[at.years >= change["year"]] *= change["factor"]
        if "only_types" in row.given:
            allowed = [place["type"] in row.given["only_types"] for place in municipalities()]
            values = np.where(np.array(allowed), values, np.nan)
        if "least" in row.series:
            values = np.maximum(values, row.series["least"])
        values[at.years < row.series.get("from", 0)] = np.nan
        return values

    def _special(self, row: IndicatorRow, kind: str) -> Array:
        makers = {
            "population": lambda: self.people("A"),
            "moved-out": self._moved_out,
            "aged-65": lambda: money.aged(self.people("A"), generator(self.seed, "AGE")),
            "poverty-rate": lambda: self.of("poor_persons") / self.of("welfare_population") * 100,
            "flows": lambda: (
                np.round(self.of("financial_inflow"), 1) - np.round(self.of("financial_outflow"), 1)
            ),
            "plan-at-quarter": lambda: money.plan_at_quarter(self.of("expenditure_revised"), self.seed),
            "cash-at-quarter": lambda: money.cash(self.of("expenditure"), "Q", self.seed),
            "cash-in-quarter": lambda: money.cash_in_quarter(self.of("expenditure"), self.seed),
            "cash-at-month": lambda: money.cash(self.of("expenditure"), "M", self.seed),
            "project": lambda: total_of(str(row.series.get("field"))),
            "projects-late": lambda: money.late_projects(len(PLACES)),
            "asset-grade": lambda: money.assets_by_grade(
                self.of("asset_value"), str(row.series.get("grade"))
            ),
            "survey-sample": self._sample,
            "survey-margin": lambda: money.margin(self.of("satisfaction"), self._sample()),
        }
        return makers[kind]()

    def _moved_out(self) -> Array:
        """What is left when births, deaths and people who moved in explain the population's change."""
        people = np.round(self.people("A"))
        change = np.diff(people, axis=0, prepend=people[:1])
        return (
            np.round(self.of("moved_in")) + np.round(self.of("births")) - np.round(self.of("deaths")) - change
        )

    def _sample(self) -> Array:
        people = self.people("S")
        sample = (
            60
            * np.sqrt(people / 1000)
            * (1 + 0.08 * generator(self.seed, "sample").standard_normal(people.shape))
        )
        sample[calendar("S").years < 2016] = np.nan
        return np.round(sample)

    def over(self, code: str, members: Sequence[int]) -> Array:
        """Returns the total of some municipalities by the indicator's rule over subjects."""
        row = indicators()[code]
        if row.formula:
            return worth(row.formula, lambda name: self.over(name, members))
        values = self.of(code)[:, members]
        rule = row.given.get("over_subjects")
        if code == "survey_margin":
            return money.margin(self.over("satisfaction", members), self.over("survey_sample", members))
        if rule == "sum" or row.given.get("county_only"):
            return np.where(np.isnan(values).all(axis=1), np.nan, np.nansum(values, axis=1))
        if len(members) == 1 or not row.given.get("weight_by"):
            return values[:, 0]
        weights = np.where(np.isnan(values), 0.0, self.of(str(row.given["weight_by"]))[:, members])
        with np.errstate(invalid="ignore"):
            return np.nansum(values * weights, axis=1) / weights.sum(axis=1)

    def round(self) -> None:
        """Round every drawn series to its decimals, so that totals add up as printed."""
        for code, row in indicators().items():
            if not row.formula:
                self.values[code] = np.round(self.of(code), row.decimals) + 0.0

    def known(self, code: str) -> int:
        """Returns how many periods of an indicator are released by the last release."""
        row = indicators()[code]
        places = first_release(row.given["dataset"], self.at(code).ends, int(row.given["lag_days"]))
        own = int((places >= 0).sum())
        return min([own, *(self.known(name) for name in inputs(row.formula))]) if row.formula else own

    def at(self, code: str) -> Calendar:
        """Returns the periods of an indicator."""
        return calendar(indicators()[code].frequency)
