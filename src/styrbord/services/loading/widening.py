"""Would a pack let more readers see an indicator that is known already?

Whatever is said in a file, nobody else has looked at the figures that come into sight: two persons do that,
in `services/editing/publicity.py`.
"""

from collections.abc import Iterable, Mapping

from styrbord.core.base.problems import Problem, define
from styrbord.core.board.figure_lists import is_wider
from styrbord.core.spine.indicators import Access, Indicator
from styrbord.store.spine import models as tables

define(
    "pack.wider-class",
    "The indicator '{code}' is {was} now; the pack would make it {becomes}, for more readers to see.",
    "Write {was} in the pack. Wider: propose it at /indicators/{code}/readers/, a second person confirms;"
    " then load the pack.",
)


def problems_of_classes(
    indicators: Iterable[Indicator], places: Mapping[tuple[str, ...], str], *, is_last: bool = False
) -> list[Problem]:
    """Indicators that a pack gives a wider class than they have, each at its place.

    With `is_last` within a work: nobody else changes a class from then on until the work ends.
    """
    wanted = {one.code: one for one in indicators}
    if is_last:
        rows = tables.Indicator.objects.select_for_update().order_by("pk")
        list(rows.filter(code__in=wanted).values_list("pk", flat=True))
    return [
        Problem(
            "pack.wider-class",
            places.get(("indicator", code), code),
            {"code": code, "was": str(was), "becomes": str(wanted[code].access)},
        )
        for code, was in _classes(wanted).items()
        if is_wider(wanted[code].access, was)
    ]


def _classes(codes: Iterable[str]) -> dict[str, Access]:
    """Classes of those indicators that are known, by their last definition."""
    rows = tables.IndicatorVersion.objects.filter(indicator__code__in=list(codes))
    found = rows.order_by("shown_from", "pk").values_list("indicator__code", "definition__access")
    return {code: Access(access) for code, access in found}
