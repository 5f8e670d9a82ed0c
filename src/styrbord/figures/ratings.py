"""What does a rating say: who stands where, how sure is that, and what is the finding?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from styrbord.core.base.text import Text
from styrbord.core.ratings.method import Method
from styrbord.figures.model import Figure

METHOD = "rating/1"
BORDERLINE = "borderline"
DECIMALS = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where one subject stands in one rating.

    Attributes
    ----------
    group : its type; "" where the method compares all.
    scores : points by node of the method's tree; a node without a score is absent.
    rank : 1 is best; None without a score or in a group under its least size.
    low, high : the 5 % and the 95 % of the place over recalculations, rounded outwards; None as above.
    nominal : class of the score itself; "" without one.
    shares : by class, share of recalculations that put the subject there.
    verdict : the class, or borderline where its share is below what the method asks for.
    tied : span of places of those from whom it cannot be told apart, such as 4-7; "" where it stands alone.
    imputed : share of the weight of the score that rests on filled cells.
    is_robust : whether the class stays under a change of any weight by 10 %.
    is_withheld : whether an appeal holds it back; nothing but the subject is told then.
    """

    subject: str
    group: str = ""
    scores: Mapping[str, float] = field(default_factory=dict)
    rank: int | None = None
    low: int | None = None
    high: int | None = None
    nominal: str = ""
    shares: Mapping[str, float] = field(default_factory=dict)
    verdict: str = ""
    tied: str = ""
    imputed: float = 0.0
    is_robust: bool = True
    is_withheld: bool = False

    @property
    def is_borderline(self) -> bool:
        """Whether the class is too unsure to be told without a warning."""
        return self.verdict == BORDERLINE


@dataclass(frozen=True)
class Rating:
    """One rating as it was made: its method, its places, and what it rests on.

    `previous` has the rank of a subject in `previous_period`; of `cells` values `missing` were not there, and
    the method estimated `filled` of these; `days_late` is that of the first one of its period; `reason` says
    why it was corrected or withdrawn; `state` is made, approved, published or withdrawn.
    """

    code: str
    period: str
    method: Method
    version: str
    places: tuple[Place, ...]
    token: str = ""
    state: str = "published"
    previous_period: str = ""
    previous: Mapping[str, int] = field(default_factory=dict)
    replicates: int = 0
    seed: int = 0
    filled: int = 0
    cells: int = 0
    missing: int = 0
    editions: tuple[int, ...] = ()
    made_on: date | None = None
    approved_by: str = ""
    published_by: str = ""
    published_on: date | None = None
    due_on: date | None = None
    days_late: int = 0
    reason: str = ""
    low_on_all: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    is_newest: bool = True


@dataclass(frozen=True, slots=True)
class RatingNote:
    """One rating in the list: its newest period, and the next day of its calendar."""

    code: str
    names: Text
    version: str
    period: str
    subjects: int
    published_on: date | None
    due_on: date | None = None
    days_late: int = 0
    next_period: str = ""
    next_on: date | None = None
    sources_to_confirm: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a place, the place before, and whether a class ends above it."""

    place: Place
    score: Figure
    previous: int | None
    rise: int | None
    is_own: bool
    is_border: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A type with its number of subjects."""

    group: str
    count: int


@dataclass(frozen=True, slots=True)
class RatingTable:
    """The places within one type, best first; those without a place stand last."""

    group: str
    rows: tuple[Row, ...]
    count: int
    classes: Mapping[str, int]
    unsure: Mapping[str, int]

    @property
    def sure(self) -> Mapping[str, int]:
        """By class, how many are in it without doubt."""
        return {name: n - self.unsure.get(name, 0) for name, n in self.classes.items()}

    @property
    def borderline(self) -> int:
        """How many are on the border of a class."""
        return sum(self.unsure.values())


def segments(rating: Rating) -> tuple[Segment, ...]:
    """Types with their numbers of subjects, in order of code.

    Parameters
    ----------
    rating : Rating

    Returns
    -------
    tuple of Segment
    """
    groups = sorted({place.group for place in rating.places})
    return tuple(Segment(one, sum(place.group == one for place in rating.places)) for one in groups)


def tables(rating: Rating, *, group: str | None = None, own: str = "") -> tuple[RatingTable, ...]:
    """One table for each type, or only that of `group`; a common one where the method ranks across types.

    Parameters
    ----------
    rating : Rating
    group : code of a type; None = every type.
    own : code of the subject whose row is the reader's.

    Returns
    -------
    tuple of RatingTable

    Source: docs/method/ratings.md.
    """
    if rating.method.peers.is_common or not rating.method.peers.group:
        shown = [one for one in rating.places if group is None or one.group == group]
        return (_table(rating, group or "", shown, own),)
    groups = [one.group for one in segments(rating) if group is None or one.group == group]
    return tuple(
        _table(rating, one, [place for place in rating.places if place.group == one], own) for one in groups
    )


def score_of(rating: Rating, place: Place, node: str = "") -> Figure:
    """Points of a place, or those of a node below.

    Parameters
    ----------
    node : code of a node of the method's tree; "" = the root.

    Returns
    -------
    Figure
        In points; missing where there is no score.
    """
    code = node or rating.method.tree.root.code
    status = "E" if place.imputed > 0 else "A"
    value = None if place.is_withheld else place.scores.get(code)
    return Figure(
        "score", value, "", DECIMALS, METHOD, status if value is not None else "O", is_computed=True
    )


def _table(rating: Rating, group: str, places: Sequence[Place], own: str) -> RatingTable:
    ordered = sorted(places, key=lambda one: (one.rank is None, one.rank or 0, -_points(rating, one)))
    names = rating.method.bands.classes
    return RatingTable(
        group,
        tuple(_row(rating, one, before, own) for one, before in zip(ordered, [None, *ordered], strict=False)),
        len(places),
        {name: sum(one.nominal == name for one in places) for name in names},
        {name: sum(one.nominal == name and one.is_borderline for one in places) for name in names},
    )


def _row(rating: Rating, place: Place, before: Place | None, own: str) -> Row:
    previous = rating.previous.get(place.subject)
    is_known = previous is not None and place.rank is not None
    return Row(
        place,
        score_of(rating, place),
        previous,
        previous - place.rank if is_known and previous and place.rank else None,
        place.subject == own,
        before is not None and bool(place.nominal) and place.nominal != before.nominal,
    )


def _points(rating: Rating, place: Place) -> float:
    return place.scores.get(rating.method.tree.root.code, float("-inf"))
