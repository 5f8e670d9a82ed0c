"""How is the name of a person forgotten, while what they did stays?"""

from styrbord.services import clock
from styrbord.services.people.asking import person_of
from styrbord.services.rights import Actor
from styrbord.services.work import work
from styrbord.store.people.models import PersonName, SignInName


def erase_name(person: str, *, by: Actor) -> None:
    """Delete what a person is called and signs in with; key, holdings and events stay and name nobody.

    Raises
    ------
    Refused
        `people.unknown-person`.
    """
    row = person_of(person)
    with work(by.code, clock.now()) as piece:
        PersonName.objects.filter(person=row).delete()
        SignInName.objects.filter(person=row).delete()
        piece.tell("person.name-erased", person, {"by_person": by.person})
