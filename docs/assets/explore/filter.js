// Filter: claims and a choice go in, the claims that it leaves come out, and for every value how many it would leave.
import { NONE } from "./choice.js";
import { holds, terms } from "./words.js";

// The values of a claim in a facet: a column of its own, or of the row that a column of it leads to.
export function valuesOf(claim, facet, tables) {
  if (facet.inside) return orNone(claim[facet.column].slice(1).flatMap((hop) => hop[facet.inside]));
  const held = facet.through ? tables[facet.table].get(claim[facet.through])?.[facet.column] : claim[facet.column];
  return orNone(Array.isArray(held) ? held : held === null || held === undefined ? [] : [held]);
}

const orNone = (values) => (values.length ? [...new Set(values)] : [NONE]);

// Everybody in the chain of a claim, under each name that the registry has, and in the words of the article.
const voices = (claim, { actors }) => claim.attribution.flatMap((hop) =>
  [hop.surface ?? "", ...hop.actor_ids.flatMap((id) => (actors.get(id)?.names ?? []).map(({ name }) => name))]);

// A claim as it is searched: its row, its values by facet, its folded words, its days.
export function searchable(claim, facets, tables, fold) {
  return {
    claim,
    values: facets.map((facet) => valuesOf(claim, facet, tables)),
    words: fold([claim.proposition ?? "", claim.content, ...voices(claim, tables)].join("\n")).text,
    days: { published: days(claim.published), time: timeOf(claim) },
  };
}

const timeOf = (claim) =>
  claim.time_earliest || claim.time_latest ? [claim.time_earliest ?? "0000-00-00", claim.time_latest ?? "9999-99-99"] : null;

// The first and the last day of an EDTF, as text that sorts: 2026-01, 2026-01-06?, 2025-08/2025-09, 202X.
export function days(edtf) {
  const found = (edtf ?? "").match(/\d{2}[\dX]{2}(-[\dX]{2}){0,2}/g);
  if (!found) return null;
  const least = found[0].replaceAll("X", "0"), most = found.at(-1).replaceAll("X", "9");
  return [least + "-01-01".slice(least.length - 4), most + "-12-31".slice(most.length - 4)];
}

const ORDER = {
  article: () => 0, // the rows are in that order
  newest: (one, other) => compare(other.days.published?.[0] ?? "", one.days.published?.[0] ?? ""),
  oldest: (one, other) => compare(one.days.published?.[0] ?? "~", other.days.published?.[0] ?? "~"),
  happened: (one, other) => compare(one.days.time?.[0] ?? "~", other.days.time?.[0] ?? "~"),
};
const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

// A value is counted among the claims that every other facet leaves: ticking it as well leaves that many of its own.
export function filter(rows, choice, facets, fold) {
  const wanted = terms(choice.words, fold), left = [], counts = facets.map(() => new Map());
  for (const row of rows) {
    if (!wanted.every((term) => holds(row.words, term)) || !within(row.days[choice.of], choice)) continue;
    const fails = facets.map((facet, at) => choice.ticked[facet.name].size && !row.values[at].some((value) => choice.ticked[facet.name].has(value)));
    const failing = fails.filter(Boolean).length;
    if (!failing) left.push(row);
    for (let at = 0; at < facets.length; at++) {
      if (failing > (fails[at] ? 1 : 0)) continue;
      for (const value of row.values[at]) counts[at].set(value, (counts[at].get(value) ?? 0) + 1);
    }
  }
  return { left: left.sort(ORDER[choice.sort]), counts, wanted };
}

const within = (span, { from, to }) => (!from && !to) || (span !== null && (!from || span[1] >= from) && (!to || span[0] <= to));
