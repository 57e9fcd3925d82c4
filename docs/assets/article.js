/* The page of an article: choosing claims, words and sentences, and switching layers.
 *
 * What is chosen is what the address names (#clm_…, #men_…, #dat_…, #sen_…, #at-…), so that every choice is a link. Without this
 * script the page is whole: every card is open, words lead to cards, and the layers are switched by the style sheet.
 */
const article = document.querySelector(".article");
const text = article.querySelector(".article-text");
const side = article.querySelector(".article-side");
const bar = side.querySelector(".side-bar");
const here = side.querySelector(".side-here");
const cards = [...side.querySelectorAll(".claim")];
const switches = [...article.querySelectorAll(".layers input")];
const PARTS = ["speaker", "cue", "condition", "place"];
const AS = { claim: "also in the claim", speaker: "source of", cue: "cue of", condition: "condition of", place: "place of", mention: "mention", date: "date" };
const ROW = /^(clm|men|dat|sen)_|^at-\d/;   // what can be chosen; other anchors are places on the page
const REMEMBERED = "musnad.layers";
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

const all = (selector, root = article) => [...root.querySelectorAll(selector)];
const listed = (element, layer) => (element.dataset[layer] ?? "").split(" ").filter(Boolean);
const shown = (layer) => switches.find((one) => one.value === layer)?.checked ?? false;
const make = (name, className, ...content) => {
  const element = document.createElement(name);
  element.className = className;
  element.append(...content);
  return element;
};

/* Words are read as running text, not as hundreds of links: their target moves out of `href`, and a click finds it there. */
for (const words of all("a[href]", text)) {
  if (words.classList.contains("sen-link")) continue;
  words.dataset.to = words.getAttribute("href").slice(1);
  words.removeAttribute("href");
}

let chosen = "";

function letGo() {
  for (const lit of all(".lit, .lit-speaker, .lit-cue, .lit-condition, .lit-place")) {
    lit.classList.remove("lit", ...PARTS.map((part) => `lit-${part}`));
  }
  for (const card of all(".claim.chosen, .row.chosen")) {
    card.classList.remove("chosen");
    card.querySelector(".claim-head")?.removeAttribute("aria-current");
  }
  article.classList.remove("choosing");
  here.replaceChildren();
  bar.hidden = true;
  chosen = "";
}

/* Light up the words of a row; the first of them, in the order of the text. */
function light(row) {
  const [layer] = Object.entries({ claim: "clm_", mention: "men_", date: "dat_" }).find(([, start]) => row.startsWith(start)) ?? [];
  let words = layer ? all(`[data-${layer}~="${CSS.escape(row)}"]`, text) : [document.getElementById(row)];
  for (const one of words) one.classList.add("lit");
  if (layer === "claim") {
    for (const part of PARTS) {
      for (const one of all(`[data-${part}]`, text)) {
        if (listed(one, part).some((name) => name.split(".")[0] === row)) one.classList.add(`lit-${part}`);
      }
    }
  }
  return words[0];
}

/* What else the words belong to, and as what: other claims, the actor, the date. */
function tell(rows) {
  for (const [row, as] of rows) {
    const entry = document.getElementById(row);
    if (!entry || row === chosen && row.startsWith("clm_")) continue;
    if (row.startsWith("clm_")) {
      const head = entry.querySelector(".claim-head").cloneNode(true);
      here.append(make("div", "here here-claim", make("span", "quiet", `${as} `), head));
    } else if (row.startsWith("men_")) {
      const name = entry.closest(".mentioned-actor").querySelector(".mentioned-name").cloneNode(true);
      const means = document.getElementById(entry.dataset.value);
      here.append(make("div", "here here-mention", name, make("div", "", ...copies(entry), ": ", means.textContent)));
    } else if (row.startsWith("dat_")) {
      here.append(make("div", "here here-date", ...copies(entry)));
    }
  }
}

const copies = (element) => [...element.childNodes].map((node) => node.cloneNode(true));

function tellSentence(sentence) {
  const link = text.querySelector(`.sen-link[href="#${CSS.escape(sentence.id)}"]`);
  const rows = new Set(all("[data-claim]", sentence).flatMap((one) => listed(one, "claim")));
  const why = text.querySelector(`.why[data-sentence="${sentence.id}"]`);
  const said = why ? copies(why).slice(1) : [`${rows.size} claim${rows.size === 1 ? "" : "s"}`];
  here.append(make("div", "here", `Sentence ${link.dataset.number}, ${sentence.dataset.role}: `, ...said));
  tell([...rows].map((row) => [row, "claim:"]));
}

/* Everything that words belong to, and as what; first where they lead to, the shortest claim. */
function rowsAt(words) {
  const rows = new Map([[words.dataset.to, ""]]);
  for (const [layer, as] of Object.entries(AS)) {
    for (const row of listed(words, layer).map((name) => name.split(".")[0])) if (!rows.get(row)) rows.set(row, as);
  }
  return rows;
}

/* At words that only a layer marks which is switched off, what is visible comes first. */
function choiceAt(words) {
  const rows = [...rowsAt(words).keys()];
  const order = Object.keys(AS).filter((layer) => layer !== "place" && layer in words.dataset && shown(layer));
  const start = { mention: "men_", date: "dat_" }[order[0]] ?? "clm_";
  return rows.find((row) => row.startsWith(start)) ?? rows[0];
}

function choose(row, { rows = new Map(), scroll = "center", smooth = !calm, focus = false } = {}) {
  const target = ROW.test(row) && document.getElementById(row);
  if (!target || !article.contains(target)) return letGo();
  letGo();
  chosen = row;
  const words = row.startsWith("at-") ? target : light(row);
  if (row.startsWith("at-")) target.classList.add("lit");
  article.classList.add("choosing");
  bar.hidden = false;
  const at = cards.indexOf(target);
  bar.querySelector(".side-place").textContent = at < 0 ? "" : `claim ${at + 1} of ${cards.length}`;
  if (at >= 0) {
    target.classList.add("chosen");
    target.querySelector(".claim-head").setAttribute("aria-current", "true");
  }
  if (row.startsWith("sen_")) tellSentence(target);
  else tell(rows.size ? rows : row.startsWith("at-") && target.dataset.to ? rowsAt(target) : [[row, ""]]);
  history.replaceState(null, "", `#${row}`);
  showCard(at < 0 ? here : target);
  if (focus && at >= 0) target.querySelector(".claim-head").focus({ preventScroll: true });
  words?.scrollIntoView({ block: scroll, behavior: smooth ? "smooth" : "instant" });
}

/* Into view within the column alone: the page itself moves to the words. */
function showCard(card) {
  const above = bar.offsetHeight + here.offsetHeight;
  side.scrollTop = card === here ? 0 : side.scrollTop + card.getBoundingClientRect().top - side.getBoundingClientRect().top - above - 8;
}

function step(by, focus = true) {
  const at = cards.findIndex((card) => card.id === chosen);
  const next = at < 0 ? (by > 0 ? 0 : cards.length - 1) : at + by;
  if (cards[next]) choose(cards[next].id, { focus });
}

async function copyLink() {
  const button = bar.querySelector(".side-copy");
  await navigator.clipboard.writeText(location.href);
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = "Copy link"; }, 1500);
}

function remember() {
  try { localStorage.setItem(REMEMBERED, JSON.stringify(switches.filter((one) => !one.checked).map((one) => one.value))); } catch { /* a browser that keeps nothing */ }
}

function recall() {
  try {
    const off = JSON.parse(localStorage.getItem(REMEMBERED)) ?? [];
    for (const one of switches) one.checked = !off.includes(one.value);
  } catch { /* nothing is kept, or nothing that we wrote */ }
}

text.addEventListener("click", (event) => {
  const words = event.target.closest("[data-to]");
  if (!words || String(getSelection())) return;
  choose(choiceAt(words), { rows: rowsAt(words), scroll: "nearest" });
});

article.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const row = link && link.pathname === location.pathname && (link.closest(".row")?.id ?? link.hash.slice(1));
  if (!row || !ROW.test(row) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  choose(row, { focus: link.classList.contains("claim-head") });
});

/* A hop of the chain shows where in the text it stands. */
for (const kind of ["mouseover", "mouseout", "focusin", "focusout"]) {
  side.addEventListener(kind, (event) => {
    const hop = event.target.closest(".hop");
    if (!hop) return;
    for (const one of all(`[data-speaker~="${hop.dataset.hop}"], [data-cue~="${hop.dataset.hop}"]`, text)) {
      one.classList.toggle("near", kind === "mouseover" || kind === "focusin");
    }
  });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
  const inList = side.contains(event.target);
  const does = {
    j: () => step(1), k: () => step(-1), Escape: escape, c: () => chosen && copyLink(),
    ...(inList && { ArrowDown: () => step(1), ArrowUp: () => step(-1) }),
    ...Object.fromEntries(switches.map((one, at) => [String(at + 1), () => one.click()])),
  }[event.key];
  if (!does) return;
  if (event.key.startsWith("Arrow")) event.preventDefault();
  does();
});

function escape() {
  if (!chosen) return;
  letGo();
  history.replaceState(null, "", location.pathname + location.search);
}

bar.querySelector(".side-before").addEventListener("click", () => step(-1, false));
bar.querySelector(".side-next").addEventListener("click", () => step(1, false));
bar.querySelector(".side-close").addEventListener("click", escape);
bar.querySelector(".side-copy").addEventListener("click", copyLink);
bar.querySelector(".side-copy").hidden = !navigator.clipboard;
for (const one of switches) one.addEventListener("change", remember);
addEventListener("hashchange", () => choose(decodeURIComponent(location.hash.slice(1))));

article.classList.add("live");
recall();
const arrive = () => location.hash && choose(decodeURIComponent(location.hash.slice(1)), { smooth: false });
arrive();
/* Once more when the browser has gone to the card itself, and the typefaces have moved the words. */
addEventListener("load", () => document.fonts.ready.then(() => requestAnimationFrame(arrive)));
