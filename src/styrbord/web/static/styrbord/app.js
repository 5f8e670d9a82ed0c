/* Shows the label of a chart's mark on hover and focus. Nothing here is essential: every value
   also stands in the table under the chart. Escape hides the label. */

(() => {
  const bubble = document.createElement("div");
  bubble.className = "bubble";
  bubble.hidden = true;
  bubble.setAttribute("aria-hidden", "true");
  document.body.append(bubble);

  const labelled = (target) => (target instanceof Element ? target.closest("svg.chart [data-label]") : null);

  const show = (event) => {
    const mark = labelled(event.target);
    if (!mark) return;
    const box = mark.getBoundingClientRect();
    bubble.textContent = mark.getAttribute("data-label");
    bubble.hidden = false;
    const left = box.left + box.width / 2 - bubble.offsetWidth / 2;
    const widest = document.documentElement.clientWidth - bubble.offsetWidth - 4;
    const above = box.top - bubble.offsetHeight - 6;
    bubble.style.setProperty("left", `${Math.max(4, Math.min(left, widest)) + window.scrollX}px`);
    bubble.style.setProperty("top", `${(above < 0 ? box.bottom + 6 : above) + window.scrollY}px`);
  };
  const hide = () => { bubble.hidden = true; };

  document.addEventListener("mouseover", (event) => (labelled(event.target) ? show(event) : hide()));
  document.addEventListener("focusin", show);
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
})();
