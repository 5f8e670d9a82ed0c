"""What are the bodies, posts, series, goals and components of investments called?"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from styrbord.core.base.text import Text
from styrbord.services.investments.notes import Named
from styrbord.services.reading import Reading
from styrbord.store.clock import to_ms
from styrbord.store.investments.models import Component
from styrbord.store.people.models import Post
from styrbord.store.steering.models import Goal


@dataclass(frozen=True)
class Names:
    """Names as a reader sees them; each table is asked once, and only when it is needed."""

    reading: Reading

    def body(self, code: str) -> Named:
        """A body, or a group outside, which has no names."""
        found = self.reading.register.subjects().get(code)
        return Named(code, found.names if found else {})

    def post(self, code: str) -> Named:
        """A post."""
        return Named(code, self._posts.get(code, {}))

    def indicator(self, code: str) -> Named:
        """An indicator; without names where the reader may not see it."""
        found = self.reading.register.indicators().get(code)
        return Named(code, found.names if found else {})

    def goal(self, code: str) -> Named:
        """A strategic goal."""
        return Named(code, self._goals.get(code, {}))

    def component(self, code: str) -> Named:
        """A shared component."""
        return Named(code, self._components.get(code, {}))

    @cached_property
    def _posts(self) -> Mapping[str, Text]:
        return dict(Post.objects.values_list("code", "names"))

    @cached_property
    def _goals(self) -> Mapping[str, Text]:
        at = to_ms(self.reading.as_of)
        rows = Goal.objects.filter(shown_from__lte=at, shown_to__gt=at).values_list("code", "content")
        return {code: content.get("names", {}) for code, content in rows}

    @cached_property
    def _components(self) -> Mapping[str, Text]:
        return dict(Component.objects.values_list("code", "names"))
