"""How are passwords hashed where no test asks how: by Argon2 still, with the least work that it allows?"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """Argon2 with one pass over little memory: a site's own takes a third of a second for every password."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
