"""Who pays and who gains in a joint investment, and what would each pay by each way of sharing?"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from styrbord.charts.model import Table
from styrbord.core.base.problems import Problem
from styrbord.core.investments.portfolio.matrix import Matrix
from styrbord.core.investments.portfolio.sharing import Shares, Way
from styrbord.figures.pages import Labels
from styrbord.services.investments import joint, partnering
from styrbord.services.investments.matter_notes import JointNote
from styrbord.services.rights import rights_of
from styrbord.web.asking import reading_of
from styrbord.web.investments import money, more_words
from styrbord.web.names import subject_name, words
from styrbord.web.tables import Maker
from styrbord.web.views.showing import show

FIRST = "as-planned"
GAINS = "shapley-of-gains"


@dataclass(frozen=True, slots=True)
class WayLine:
    """One way of sharing as a column: shares by party, who would rather go alone, what is wrong."""

    code: str
    title: str
    shares: Mapping[str, Decimal]
    blocking: tuple[tuple[str, str], ...]
    is_in_core: bool | None
    dearer: tuple[str, ...]
    problems: tuple[Problem, ...]
    label: str


@never_cache
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """The matrix of one investment with all ways side by side."""
    reading, rights = reading_of(request), rights_of(request.user)
    note = joint.matrix(reading, rights, code)
    return show(
        request,
        "investment-joint.html",
        reading,
        offers={"matrix": matrix_of(note), "shares": shares_of(note)},
        note=note,
        heading=heading(note),
        ways=[] if note.shares is None else [line(note, way) for way in note.shares.ways],
        gaps=gaps(note.shares),
        partners=partnering.partners(reading, rights, code),
    )


def heading(note: JointNote) -> str:
    """What the matrix finds, in one line."""
    name = words(note.names) or note.code
    if note.matrix is None:
        return _("%(name)s: who pays and gains is not known yet") % {"name": name}
    losing = [one for one in note.matrix.rows if one.is_party and one.transfer > 0]
    if note.matrix.needs_joint_financing:
        told = {"name": name, "n": len(losing)}
        return _("%(name)s: worth doing together, but not for all (%(n)d would lose)") % told
    if note.matrix.is_not_worth_doing:
        return _("%(name)s: not worth doing for its parties on these figures") % {"name": name}
    return _("%(name)s: all who pay gain") % {"name": name}


def line(note: JointNote, way: Way) -> WayLine:
    """A way with its names."""
    blocking = tuple(
        (", ".join(_name(note, one) for one in told.coalition), money.short(told.excess))
        for told in way.blocking
    )
    dearer = way.guards.above_standalone if way.guards else ()
    return WayLine(
        way.name,
        more_words.word("SHARING", way.name),
        way.shares,
        blocking[:5],
        way.is_in_core,
        tuple(_name(note, one) for one in dearer),
        way.problems,
        way.methodology.code,
    )


def gaps(shares: Shares | None) -> dict[str, Decimal | None]:
    """What each party pays by the plan above its share of the gains; below 0 it pays too little."""
    if shares is None:
        return {}
    return {one: shares.gap(one, GAINS) for one in shares.parties}


def _name(note: JointNote, code: str) -> str:
    return words(note.bodies.get(code)) or code


def matrix_of(note: JointNote) -> Maker:
    """The matrix as raw rows."""

    def make(labels: Labels) -> Table:
        return Table((_("Party"),), ()) if note.matrix is None else _matrix(note, note.matrix, labels)

    return make


def _matrix(note: JointNote, matrix: Matrix, labels: Labels) -> Table:
    heads = (
        _("Code"), _("Party"), *(more_words.word("KINDS", kind) for kind in matrix.kinds), _("Pays"),
        _("Gains"), _("Net"), _("Share of costs"), _("Share of benefits"), _("Needs so as not to lose"),
    )  # fmt: skip
    rows = (
        (
            row.bearer,
            words(note.bodies.get(row.bearer)) or subject_name(labels, row.bearer),
            *(_float(row.cells.get(kind)) for kind in matrix.kinds),
            *map(_float, (row.pays, row.gains, row.net, row.cost_share, row.benefit_share, row.transfer)),
        )
        for row in matrix.rows
    )
    return Table(heads, tuple(rows))


def shares_of(note: JointNote) -> Maker:
    """All ways as raw rows."""

    def make(_labels: Labels) -> Table:
        shares = note.shares
        if shares is None:
            return Table((_("Party"),), ())
        heads = (
            _("Code"),
            _("Party"),
            _("Alone"),
            *(more_words.word("SHARING", w.name) for w in shares.ways),
        )
        rows = (
            (
                one,
                _name(note, one),
                _float(shares.alone.get(one)),
                *(_float(way.shares.get(one)) for way in shares.ways),
            )
            for one in shares.parties
        )
        return Table(heads, tuple(rows))

    return make


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
