"""What does a person at a browser notice about a page: errors, overflow, small print, foreign hosts?"""

from typing import Any

SMALLEST_TEXT = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const parent = walker.currentNode.parentElement;
    if (!text || !parent || ["SCRIPT", "STYLE"].includes(parent.tagName)) continue;
    if (!parent.checkVisibility({visibilityProperty: true})) continue;
    const box = parent.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue;
    let size = parseFloat(getComputedStyle(parent).fontSize);
    const svg = parent.closest("svg");
    if (svg && svg.viewBox.baseVal && svg.viewBox.baseVal.width) {
      size *= svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    }
    if (size < 11.95) found.push(`${size.toFixed(1)} px: ${text.slice(0, 40)}`);
  }
  return found;
}"""
RUN_AXE = """async () => {
  const result = await axe.run(document, {resultTypes: ["violations"], preload: false});
  return result.violations.map((one) => `${one.id} (${one.nodes.length}): ${one.nodes[0].target.join(" ")}`);
}"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Look:
    """One browser page with a memory."""

    def __init__(self, page: Any) -> None:
        """Start to listen."""
        self.page = page
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    def open(self, address: str) -> int:
        """Go to an address; status of the answer."""
        answer = self.page.goto(address, wait_until="load")
        return int(answer.status)

    def resize(self, width: int, height: int = 768) -> None:
        """Change the window."""
        self.page.set_viewport_size({"width": width, "height": height})

    def hosts(self) -> set[str]:
        """Hosts that were asked for anything; what stands in the page itself asks nobody."""
        asked = [url for url in self.requests if not url.startswith(("data:", "about:", "blob:"))]
        return {url.split("/")[2] for url in asked}

    def sideways(self) -> int:
        """Pixels by which the page is wider than the window."""
        return int(self.page.evaluate(SIDEWAYS))

    def too_small(self) -> list[str]:
        """Visible texts under 12 px, charts too."""
        return list(self.page.evaluate(SMALLEST_TEXT))

    def violations(self, axe: str) -> list[str]:
        """Failures of accessibility."""
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(axe)
        return list(self.page.evaluate(RUN_AXE))

    def words(self, selector: str = "body") -> str:
        """Text of a part of the page as it is read."""
        return " ".join(str(self.page.inner_text(selector)).split())

    def _hear(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.errors.append(f"{message.type}: {message.text}")
