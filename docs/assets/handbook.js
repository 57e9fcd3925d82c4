// On every page: what the theme leaves unsaid to those who listen to it, or out of reach of those who use no mouse.
document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Search");

// A quotation mark inside a Hebrew word is gershayim, and no phrase begins there: the index has it so too (docs/.lean.py).
const query = document.querySelector(".md-search__input");
query?.addEventListener("input", () => {
  const meant = query.value.replace(/(?<=[א-ת])["“”](?=[א-ת])/g, "״").replace(/(?<=[א-ת])['‘’](?=[א-ת])/g, "׳");
  if (meant === query.value) return;
  const at = query.selectionStart;
  query.value = meant;
  query.setSelectionRange(at, at);
});

function reach() {
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap, .wide, .scrolls")) {
    const scrolls = box.scrollWidth > box.clientWidth + 1;
    box.classList.toggle("overflows", scrolls);   // says so in words
    if (box.matches(".scrolls")) continue;   // has a name of its own
    if (scrolls) for (const [name, value] of [["tabindex", "0"], ["role", "region"], ["aria-label", "Scrolls sideways"]]) box.setAttribute(name, value);
    else for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
  }
}
addEventListener("load", reach);
addEventListener("resize", reach);
