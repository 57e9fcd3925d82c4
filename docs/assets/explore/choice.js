// A choice: what is searched for, which values are ticked, between which days, in which order. It is what the address
// says after the question mark, so that it can be sent, kept and gone back to.

export const NONE = "-"; // in an address: rows without any value in that facet

export const DATES = ["published", "time"];
export const ORDERS = ["article", "newest", "oldest", "happened"];

// Not `q`: the search of the whole handbook, in the page's head, answers to that.
export const nothing = (facets) => ({
  words: "", from: "", to: "", of: DATES[0], sort: ORDERS[0],
  ticked: Object.fromEntries(facets.map(({ name }) => [name, new Set()])),
});

export function fromAddress(query, facets) {
  const said = new URLSearchParams(query), choice = nothing(facets);
  choice.words = said.get("words") ?? "";
  for (const end of ["from", "to"]) if (/^\d{4}-\d{2}-\d{2}$/.test(said.get(end) ?? "")) choice[end] = said.get(end);
  if (DATES.includes(said.get("of"))) choice.of = said.get("of");
  if (ORDERS.includes(said.get("sort"))) choice.sort = said.get("sort");
  for (const { name } of facets) choice.ticked[name] = new Set(said.getAll(name));
  return choice;
}

// Only what differs from nothing stands in an address.
export function toAddress(choice, facets) {
  const said = new URLSearchParams(), none = nothing(facets);
  for (const name of ["words", "from", "to", "sort"]) if (choice[name].trim() !== none[name]) said.set(name, choice[name].trim());
  if (choice.of !== none.of && (choice.from || choice.to)) said.set("of", choice.of);
  for (const { name } of facets) for (const value of choice.ticked[name]) said.append(name, value);
  return said.toString();
}

export const isNothing = (choice, facets) => !toAddress({ ...choice, sort: ORDERS[0] }, facets);
