// Draw: claims and values go in, elements of the page come out. Words of the data become text nodes, never markup.
import { NONE } from "./choice.js";
import { pieces, visible } from "./words.js";

export function element(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) made.setAttribute(name, value);
  made.append(...inside.flat().map((one) => (typeof one === "string" ? visible(one) : one)));
  return made;
}

// Where a row is shown. The pattern was made by the handbook: KEY stands for the key, ARTICLE for the article.
export const address = (places, table, key, article = "") =>
  places[table].replace("KEY", encodeURIComponent(key)).replace("ARTICLE", encodeURIComponent(article || key));

const marked = (text, { wanted, fold }) =>
  wanted.length ? pieces(text, wanted, fold).map(([words, hit]) => (hit ? element("mark", {}, words) : visible(words))) : [text];

export function drawClaim(claim, shown) {
  const { names, language, places, tables, directions } = shown;
  const cluster = tables.clusters.get(claim.cluster_id);
  const direction = directions[claim.language] ?? "auto";
  const link = (table, key) => element("a", { href: address(places, table, key) }, element("bdi", { lang: language(table, key) }, table === "actors" ? marked(names(table, key), shown) : names(table, key)));
  const words = { lang: claim.language, dir: direction };
  const head = claim.proposition === null ? element("bdi", { lang: claim.language }, marked(claim.content, shown)) : marked(claim.proposition, shown);
  return element("article", { class: `claim claim-${claim.kind}`, "data-claim": claim.claim_id },
    element("p", { class: "claim-top" }, element("a", { class: "claim-head", href: address(places, "claims", claim.claim_id, claim.source_id) }, head)),
    element("blockquote", { class: "claim-words", ...words }, claim.proposition === null ? [] : marked(claim.content, shown)),
    element("p", { class: "claim-way" }, wayOf(claim, link)),
    element("p", { class: "claim-tags" },
      tag(shown.told("kind", claim.kind)), " ", tag(shown.told("factuality", claim.factuality)), daysOf(claim)),
    cluster ? element("p", { class: "claim-leads" }, "Cluster: ", link("clusters", claim.cluster_id), " ", tag(shown.told("support", cluster.support))) : [],
    claim.provision_ids.length ? element("p", { class: "claim-leads" }, "Speaks of: ", claim.provision_ids.flatMap((id, at) => [at ? ", " : "", link("provisions", id)])) : []);
}

// Who says it, through whom, in which article.
function wayOf(claim, link) {
  const hops = claim.attribution.filter((hop) => hop.role !== "article").map((hop) => {
    if (hop.actor_ids.length) return hop.actor_ids.flatMap((id, at) => (at ? [", ", link("actors", id)] : [link("actors", id)]));
    if (hop.surface === null) return ["an impersonal source"];
    return [element("bdi", { class: "quoted", lang: claim.language }, hop.surface), claim.chain_status === "unresolved" ? " (no registered actor)" : " (impersonal)"];
  });
  return [...hops.flatMap((hop) => [...hop, " → "]), ...(hops.length ? [] : ["the article itself: "]), link("sources", claim.source_id)];
}

const tag = ([, name, meaning]) => element("abbr", { class: "tag", title: meaning || null }, name ?? "no support");

const daysOf = (claim) => [
  ` published ${claim.published ?? "on an unknown day"}`,
  claim.time === null ? "" : `, about ${claim.time}`,
];

// One value of a facet, with a box to tick.
export function drawValue({ id, value, name, meaning, language }) {
  const box = element("input", { type: "checkbox", id, value });
  const count = element("span", { class: "facet-count" });
  const label = element("label", { for: id, title: meaning || null }, element("bdi", { class: "facet-name", lang: language }, name), count);
  return { value, box, count, item: element("li", {}, box, label) };
}

export const nameOf = (facet, value, names) => (value === NONE ? "none" : facet.names ? names(facet.names, value) : value);
