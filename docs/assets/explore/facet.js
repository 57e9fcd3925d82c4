// A facet: its box on the page, the values that the claims hold, and what to call when one is ticked go in. A closed
// vocabulary keeps its order. Other values stand by how many claims they would leave, but nothing moves under a focus.
import { NONE } from "./choice.js";
import { drawValue, nameOf } from "./draw.js";

const FIRST = 8;
const MORE = 50;

export function facetBox(box, facet, held, { names, language, fold }, ticked) {
  const find = (selector) => box.querySelector(selector);
  const list = find(".facet-values"), more = find(".facet-more"), search = find(".facet-find"), chosen = find(".facet-chosen");
  const standing = inOrder(facet, held);
  let all = standing;
  const told = new Map(facet.values.map(([value, name, meaning]) => [value, { name, meaning }]));
  const name = (value) => told.get(value)?.name ?? nameOf(facet, value, names);
  const drawn = new Map();
  let room = all.length <= FIRST + 2 ? all.length : FIRST, counts = new Map(), on = new Set();

  function draw(value) {
    const made = drawValue({ id: `${facet.name}-${drawn.size}`, value, name: name(value), meaning: value === NONE ? facet.none : told.get(value)?.meaning, language: language(facet.names, value) });
    made.box.addEventListener("change", () => ticked(facet.name, value, made.box.checked));
    drawn.set(value, made);
  }

  function update() {
    const sought = fold(search.value).text;
    const fitting = sought ? all.filter((value) => fold(name(value)).text.includes(sought)) : all;
    const visible = new Set([...fitting.slice(0, room), ...on]);
    for (const value of visible) if (!drawn.has(value)) draw(value);
    const items = all.filter((value) => drawn.has(value)).map((value) => drawn.get(value).item);
    if (items.some((item, at) => list.children[at] !== item)) list.replaceChildren(...items);
    for (const [value, { box: tick, count, item }] of drawn) {
      item.hidden = !visible.has(value);
      tick.checked = on.has(value);
      count.textContent = (counts.get(value) ?? 0).toLocaleString("en");
      item.classList.toggle("facet-empty", !counts.get(value));
    }
    more.hidden = fitting.length <= room;
    more.textContent = `Show ${Math.min(MORE, fitting.length - room)} more`;
    chosen.textContent = on.size ? on.size.toLocaleString("en") : "";
  }

  search.hidden = all.length <= FIRST + 2;
  search.addEventListener("input", update);
  more.addEventListener("click", () => {
    room += MORE;
    update();
    if (more.hidden) list.querySelector("li:last-child input").focus();
  });
  return {
    name,
    show(values, counted) {
      if (values.size && !on.size) box.open = true;
      [on, counts] = [values, counted];
      if (facet.names && !box.contains(document.activeElement)) {
        const left = (value) => (value === NONE ? -1 : (counts.get(value) ?? 0));
        all = [...standing].sort((one, other) => left(other) - left(one));
      }
      update();
    },
  };
}

// A closed vocabulary in its own order, as far as the claims hold it; else by how many claims hold a value.
function inOrder(facet, held) {
  const totals = new Map();
  for (const values of held) for (const value of values) totals.set(value, (totals.get(value) ?? 0) + 1);
  const rank = new Map(facet.values.map(([value], at) => [value, at]));
  const last = (value) => (value === NONE ? Infinity : (rank.get(value) ?? rank.size));
  return [...totals.keys()].sort((one, other) => last(one) - last(other) || totals.get(other) - totals.get(one) || (one < other ? -1 : 1));
}
