// Words: a query and a text go in, where the query stands in the text comes out, whatever the spelling.
// Spellings are made alike as the library makes them alike (musnad.folding); the page brings its table of letters.

export function folding(alike) {
  const letters = new Map();
  for (const [written, all] of alike) for (const letter of all) letters.set(letter, written);
  return (text) => {
    const folded = [], at = [];
    for (let place = 0; place < text.length; place++) {
      const letter = letters.has(text[place]) ? letters.get(text[place]) : text[place];
      if (!letter || (letter === " " && folded.at(-1) === " ")) continue;
      folded.push(letter.toLowerCase()[0]);
      at.push(place);
    }
    return { text: folded.join(""), at };
  };
}

export const terms = (query, fold) => fold(query).text.split(" ").filter(Boolean);

// In Arabic and Hebrew a word may carry others before it (ו, ב, ال), so it is found anywhere; in other scripts at its start.
const BARE = /^[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const LETTER = /[\p{L}\p{N}]/u;

function* places(folded, term) {
  for (let from = folded.indexOf(term); from >= 0; from = folded.indexOf(term, from + 1)) {
    if (BARE.test(term) || !from || !LETTER.test(folded[from - 1])) yield from;
  }
}

export const holds = (folded, term) => !places(folded, term).next().done;

// The pieces of a text, in order: [words, whether they were searched for]. Marks on a letter stay with it.
export function pieces(text, wanted, fold) {
  const { text: folded, at } = fold(text);
  const hit = new Uint8Array(text.length);
  for (const term of wanted) {
    for (const place of places(folded, term)) {
      hit.fill(1, at[place], withMarks(text, at[place + term.length - 1] + 1));
    }
  }
  const found = [];
  for (let start = 0, end = 0; start < text.length; start = end) {
    while (end < text.length && hit[end] === hit[start]) end++;
    found.push([text.slice(start, end), hit[start] === 1]);
  }
  return found;
}

function withMarks(text, end) {
  while (end < text.length && /[\p{M}ـ]/u.test(text[end])) end++;
  return end;
}

// What turns the direction of a line, and other controls, are named and not obeyed, as everywhere in the handbook.
export const visible = (text) => text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, (sign) => (sign === "\n" ? sign : named(sign)));
const named = (sign) => `[U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`;
