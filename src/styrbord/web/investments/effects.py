"""How does an effect map stand on a page: from means to ends, each node with what it leads to?"""

from dataclasses import dataclass

from styrbord.core.investments.portfolio.effect_map import NodeKind
from styrbord.services.investments.notes import CardNote
from styrbord.web.investments.words import word
from styrbord.web.names import words


@dataclass(frozen=True, slots=True)
class NodeView:
    """A node with the names of what it leads to."""

    name: str
    owner: str
    leads_to: tuple[str, ...]


def columns(card: CardNote) -> list[tuple[str, str, list[NodeView]]]:
    """Nodes by kind, from enablers to objectives; kinds without nodes are left out."""
    found = []
    for kind in NodeKind:
        nodes = [
            NodeView(
                _name(card, node.code),
                node.owner,
                tuple(_name(card, edge.end) for edge in card.effects.edges if edge.start == node.code),
            )
            for node in card.effects.nodes
            if node.kind is kind
        ]
        if nodes:
            title = word("NODES", kind.value)
            found.append((kind.value, title[:1].upper() + title[1:], nodes))
    return found


def _name(card: CardNote, code: str) -> str:
    return words(card.effect_names.get(code)) or code
