/* A column that is copied from a workbook goes into the fields from the one in which it is pasted on.
   Nothing here is essential: each field can be typed. */

(() => {
  const fields = () => [...document.querySelectorAll(".fill-table input[name^='value ']")];

  document.addEventListener("paste", (event) => {
    const all = fields();
    const first = all.indexOf(event.target);
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    const lines = text.replace(/\r/g, "").replace(/\n$/, "").split("\n");
    if (first < 0 || lines.length < 2) return;
    event.preventDefault();
    const taken = all.slice(first, first + lines.length);
    taken.forEach((field, at) => { field.value = lines[at].split("\t")[0].trim().slice(0, 200); });
    taken[taken.length - 1].focus();
  });
})();
