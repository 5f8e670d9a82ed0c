"""Which submissions stand in the same editions, so that they are put off and withdrawn together?"""

from collections.abc import Iterable, Sequence

from styrbord.store.collection.models import PackageEdition, Submission
from styrbord.store.spine.models import Edition


def editions_of(row: Submission) -> list[int]:
    """Numbers of the editions that hold a submission's newest package and were not withdrawn."""
    found = PackageEdition.objects.filter(package__submission=row.pk, package__number=row.package)
    return list(found.filter(edition__withdrawn_at=None).order_by("pk").values_list("edition_id", flat=True))


def group(tokens: Iterable[str]) -> tuple[list[str], list[int]]:
    """Tokens of all submissions that share editions with some, in order of their rows, and the editions."""
    found = set(tokens)
    editions: set[int] = set()
    while True:
        linked = PackageEdition.objects.filter(
            package__submission__token__in=found, edition__withdrawn_at=None
        )
        editions |= set(linked.values_list("edition_id", flat=True))
        sharing = PackageEdition.objects.filter(edition_id__in=editions)
        more = found | set(sharing.values_list("package__submission__token", flat=True))
        if more == found:
            return in_order(found), sorted(editions)
        found = more


def in_order(tokens: Iterable[str]) -> list[str]:
    """Tokens in the order of their rows, so that two works never wait for each other in a circle.

    A token that names nothing comes first, to be refused.
    """
    known = dict(Submission.objects.filter(token__in=set(tokens)).values_list("token", "pk"))
    return sorted(set(tokens), key=lambda token: (known.get(token, 0), token))


def datasets_of(editions: Sequence[int]) -> dict[int, int]:
    """Dataset of each edition."""
    return dict(Edition.objects.filter(pk__in=editions).values_list("pk", "dataset_id"))
