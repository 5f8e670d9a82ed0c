/* In a meeting the arrow keys lead to the item before and after; the links do the same without it. */

(() => {
  const ways = { ArrowLeft: "prev", ArrowRight: "next" };
  document.addEventListener("keydown", (event) => {
    const way = ways[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const at = event.target instanceof Element ? event.target : null;
    if (at && at.closest("input, select, textarea, [contenteditable], .scroll, svg")) return;
    const link = document.querySelector(`.meeting-way a[rel="${way}"]`);
    if (!link) return;
    event.preventDefault();
    window.location.assign(link.href);
  });
})();
