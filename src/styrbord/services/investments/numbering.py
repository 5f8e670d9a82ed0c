"""Which number has a matter in the answer to a program, and which matter has a number?"""

from styrbord.store.investments.models import Matter


def number_of(token: str) -> int:
    """Number of a matter by its token, which is there."""
    return int(Matter.objects.values_list("pk", flat=True).get(token=token))


def token_of(number: int) -> str:
    """Token of the matter with a number, which is there."""
    return str(Matter.objects.values_list("token", flat=True).get(pk=number))
