// Explore: the claims of a release, searched, filtered and downloaded in the page. What it needs to know stands in the
// page as JSON (musnad.document.explore); what it shows it reads from the Parquet files.
import { fromAddress, isNothing, nothing, toAddress } from "./explore/choice.js";
import { csv, jsonl, save } from "./explore/download.js";
import { drawClaim, element } from "./explore/draw.js";
import { facetBox } from "./explore/facet.js";
import { filter, searchable } from "./explore/filter.js";
import { readTable } from "./explore/table.js";
import { folding } from "./explore/words.js";

const page = document.getElementById("explore");
const setup = JSON.parse(document.getElementById("explore-setup").textContent);
const { facets } = setup;
const fold = folding(setup.spellings);
const find = (selector) => page.querySelector(selector);
const parts = {
  form: find(".explore-form"), filters: find(".explore-filters"), head: find(".explore-head"), chosen: find(".explore-chosen"),
  summary: find(".explore-summary"), list: find(".explore-list"), more: find(".explore-more"), filtersChosen: find(".filters-chosen"),
};
const number = (count) => count.toLocaleString("en");
const several = (count, word) => `${number(count)} ${word}${count === 1 ? "" : "s"}`;

async function read() {
  const wanted = Object.entries(setup.tables);
  const found = await Promise.all(wanted.map(([, address]) => readTable(address)));
  const rows = Object.fromEntries(wanted.map(([name], at) => [name, found[at]]));
  const keyed = (name) => new Map((rows[name] ?? []).map((row) => [row[`${name.replace(/s$/, "")}_id`], row]));
  return { claims: rows.claims ?? [], tables: Object.fromEntries(Object.keys(setup.places).map((name) => [name, keyed(name)])) };
}

function begin({ claims, tables }) {
  const names = (table, key) => tables[table].get(key)?.[setup.names[table]] ?? setup.headlines[key] ?? key;
  const language = (table, key) => (table === "sources" ? tables[table].get(key)?.language : null);
  const told = (column, value) => facets.find((facet) => facet.column === column).values.find(([one]) => one === value) ?? [value, value, ""];
  const inOrder = [...claims].sort((one, other) => (one.source_id < other.source_id ? -1 : one.source_id > other.source_id ? 1 : one.start - other.start || one.end - other.end));
  const rows = inOrder.map((claim) => searchable(claim, facets, tables, fold));
  const shown = { names, language, told, tables, places: setup.places, directions: setup.directions, fold, wanted: [] };
  let choice = fromAddress(location.search, facets), found, drawn = 0, typing = false;
  const boxes = facets.map((facet, at) => facetBox(find(`[data-facet="${facet.name}"]`), facet, rows.map((row) => row.values[at]), shown, ticked));

  function ticked(name, value, on) {
    const values = new Set(choice.ticked[name]);
    if (on) values.add(value);
    else values.delete(value);
    change({ ticked: { ...choice.ticked, [name]: values } });
  }

  // While one types, the address changes in place: going back leads to what was before, not to every letter.
  function change(changed, { typed = false } = {}) {
    choice = { ...choice, ...changed };
    const query = toAddress(choice, facets);
    const address = `${location.pathname}${query ? `?${query}` : ""}`;
    if (address !== location.pathname + location.search) history[typed && typing ? "replaceState" : "pushState"](null, "", address);
    typing = typed;
    show();
  }

  function show() {
    found = filter(rows, choice, facets, fold);
    shown.wanted = found.wanted;
    for (const name of ["words", "from", "to", "of", "sort"]) if (parts.form.elements[name].value !== choice[name]) parts.form.elements[name].value = choice[name];
    boxes.forEach((box, at) => box.show(choice.ticked[facets[at].name], found.counts[at]));
    const dated = (choice.from ? 1 : 0) + (choice.to ? 1 : 0);
    find('[data-facet="date"] .facet-chosen').textContent = dated ? number(dated) : "";
    const many = dated + facets.reduce((sum, { name }) => sum + choice.ticked[name].size, 0);
    parts.filtersChosen.textContent = many ? `(${number(many)})` : "";
    parts.summary.textContent = summary();
    showChosen();
    drawn = 0;
    parts.list.replaceChildren(element("ol", { class: "hits" }));
    drawMore();
    for (const button of page.querySelectorAll("[data-download]")) button.disabled = !found.left.length;
  }

  function summary() {
    if (!found.left.length) return `No claim of ${number(rows.length)} fits all of this. Remove a filter or shorten the search.`;
    const articles = new Set(found.left.map(({ claim }) => claim.source_id)).size;
    const origins = new Set(found.left.flatMap(({ claim }) => claim.root_ids)).size;
    const own = found.left.filter(({ claim }) => claim.chain_status === "author").length;
    const led = [origins && `led back to ${several(origins, "origin")}`, own && (own === found.left.length ? "in the articles' own voice" : `${number(own)} in the articles' own voice`)];
    return `${found.left.length === rows.length ? "All" : `${number(found.left.length)} of`} ${several(rows.length, "claim")}, from ${several(articles, "article")}${led.filter(Boolean).map((one) => `, ${one}`).join("")}`;
  }

  function showChosen() {
    const chips = facets.flatMap(({ name, title }, at) =>
      [...choice.ticked[name]].map((value) => taken(`${title}: ${boxes[at].name(value)}`, () => ticked(name, value, false))));
    for (const end of ["from", "to"]) if (choice[end]) chips.push(taken(`${end} ${choice[end]}`, () => change({ [end]: "" })));
    if (choice.words.trim()) chips.unshift(taken(`Search: ${choice.words.trim()}`, () => change({ words: "" })));
    if (!isNothing(choice, facets)) chips.push(button("chip chip-all", () => change({ ...nothing(facets), sort: choice.sort }), "Clear all"));
    parts.chosen.replaceChildren(...chips);
  }

  const taken = (text, undo) => button("chip", undo, element("span", { class: "unseen" }, "Take away "), element("bdi", {}, text), " ×");

  // It goes away when it is pressed; the focus goes to the next one.
  function button(kind, undo, ...inside) {
    const made = element("button", { type: "button", class: kind }, ...inside);
    made.addEventListener("click", () => {
      undo();
      (parts.chosen.querySelector("button") ?? parts.form.elements.words).focus();
    });
    return made;
  }

  function drawMore() {
    const next = found.left.slice(drawn, drawn + setup.at_once).map(({ claim }) => element("li", {}, drawClaim(claim, shown)));
    find(".hits").append(...next);
    drawn += next.length;
    parts.more.hidden = drawn >= found.left.length;
    parts.more.textContent = `Show ${number(Math.min(setup.at_once, found.left.length - drawn))} more of ${number(found.left.length - drawn)}`;
    return next[0];
  }

  const fields = parts.form.elements;
  fields.words.addEventListener("input", () => change({ words: fields.words.value }, { typed: true }));
  fields.words.addEventListener("blur", () => { typing = false; });
  for (const name of ["sort", "of", "from", "to"]) fields[name].addEventListener("change", () => change({ [name]: fields[name].value }));
  parts.form.addEventListener("submit", (event) => event.preventDefault());
  parts.more.addEventListener("click", () => drawMore()?.querySelector("a").focus());
  // A link to a place on this page ends here too, and changes nothing.
  addEventListener("popstate", () => {
    const gone = fromAddress(location.search, facets);
    if (toAddress(gone, facets) === toAddress(choice, facets)) return;
    [choice, typing] = [gone, false];
    show();
  });
  find("[data-download=jsonl]").addEventListener("click", () => save(jsonl(found.left.map(({ claim }) => claim)), "claims.jsonl", "application/jsonl"));
  find("[data-download=csv]").addEventListener("click", () => save(csv(found.left.map(({ claim }) => claim), Object.keys(claims[0])), "claims.csv", "text/csv"));

  const wide = matchMedia("(min-width: 60em)");
  const fit = () => {
    parts.filters.open = wide.matches;
    for (const name of setup.open) find(`[data-facet="${name}"]`).open = wide.matches;
  };
  wide.addEventListener("change", fit);
  fit();
  parts.form.hidden = parts.head.hidden = false;
  page.classList.add("explore-ready");
  show();
}

try {
  begin(await read());
} catch (error) {
  console.warn(error);
  parts.summary.textContent = `The claims cannot be searched here: ${error.message}. What follows is the plain list.`;
  parts.summary.classList.add("explore-failed");
}
