"""How is a rating made again, quickly, when few inputs have changed?"""

from dataclasses import dataclass

from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.rated import Rated


@dataclass(frozen=True, eq=False)
class Rerun:
    """A method and the rating of its inputs as they are."""

    method: Method
    rated: Rated

    @classmethod
    def of(cls, method: Method, inputs: Inputs, rated: Rated | None = None) -> "Rerun":
        """From a rating at hand, or from one made now."""
        return cls(method, rated if rated is not None else rate(method, inputs))

    def rate(self, inputs: Inputs) -> Rated:
        """Rating of changed inputs."""
        return rate(self.method, inputs)
