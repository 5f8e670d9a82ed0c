"""Which reported values of formulas must be hidden with their inputs, where no sum binds them?"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from styrbord.core.spine.disclosure.assembling import Said
from styrbord.core.spine.disclosure.links import Key, linear_form
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.inputs import inputs_of, looks_around


class Spread:
    """Reported values of formulas that do more than add and subtract."""

    def __init__(self, histories: Mapping[Key, Sequence[Said]], definitions: Mapping[str, Indicator]) -> None:
        """Find them among the cells."""
        self._histories = histories
        self._inputs = {
            code: inputs_of(one)
            for code, one in definitions.items()
            if one.formula and linear_form(one.formula) is None
        }
        self._around = {code for code in self._inputs if looks_around(definitions[code])}
        self._cells = [key for key in histories if key.indicator in self._inputs]

    def further(self, hidden: Collection[Key]) -> set[Key]:
        """Cells to be hidden with those that are: a result of a hidden input, an input of a hidden result.

        Returns
        -------
        set of Key
            Of a hidden result whose inputs all are seen, the smallest input.
        """
        hidden = set(hidden)
        series = defaultdict(set)
        for key in hidden:
            series[key.indicator].add(key._replace(indicator="", period=0))
        found: set[Key] = set()
        for key in self._cells:
            inputs = [key._replace(indicator=name) for name in self._inputs[key.indicator]]
            if key not in hidden and self._rests_on(key, inputs, hidden, series):
                found.add(key)
            there = [one for one in inputs if self._histories.get(one)]
            if key in hidden and len(there) == len(inputs) and not hidden & set(there) and there:
                found.add(min(there, key=lambda one: (abs(self._histories[one][-1].value), one)))
        return found

    def _rests_on(
        self, key: Key, inputs: Sequence[Key], hidden: set[Key], series: Mapping[str, set[Key]]
    ) -> bool:
        if any(one in hidden for one in inputs):
            return True
        place = key._replace(indicator="", period=0)
        return key.indicator in self._around and any(place in series.get(one.indicator, ()) for one in inputs)
