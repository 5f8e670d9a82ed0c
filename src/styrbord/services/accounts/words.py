"""Which words does everybody here know, so that they make no password?"""

from collections.abc import Iterator
from itertools import chain

from styrbord.core.people.passwords import words_of
from styrbord.core.people.roles import Role
from styrbord.services.accounts import names
from styrbord.store.people.models import Post
from styrbord.store.spine.models import Dataset, LevelName, SubjectVersion, TypeName

PRODUCT = ("styrbord", "dashboard", "password", "lösenord", "пароль")


def words_of_house(user: object, site: str = "") -> frozenset[str]:
    """Words of the board, its territories, levels, types, datasets, posts and roles, and of the user's name.

    `site` is the address of the site. Asked each time: a board of 10,000 territories has some 30,000 words.
    """
    own = names.name_of(user) if getattr(user, "pk", None) else ""
    return words_of(chain(PRODUCT, map(str, Role), (site, own), _names()))


def _names() -> Iterator[str]:
    for table in (SubjectVersion, LevelName, TypeName, Dataset, Post):
        for said in table._default_manager.values_list("names", flat=True).iterator():
            yield from map(str, said.values())
    yield from SubjectVersion.objects.values_list("level", flat=True).order_by("level").distinct()
    for other in (Post, Dataset):
        yield from other._default_manager.values_list("code", flat=True)
