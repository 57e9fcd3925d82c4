// Download: claims go in, the text of a file comes out: the full rows, every column in the order of the table.

// One JSON object a line, exactly as in the table.
export const jsonl = (claims) => claims.map((claim) => `${JSON.stringify(claim)}\n`).join("");

// RFC 4180. A byte order mark stands first: without it a spreadsheet takes Arabic and Hebrew for Latin letters.
// Lists and records are JSON. Null is an empty cell, empty text is "".
export function csv(claims, columns) {
  const lines = [columns.map(cell), ...claims.map((claim) => columns.map((column) => cell(claim[column])))];
  return `\ufeff${lines.map((cells) => `${cells.join(",")}\r\n`).join("")}`;
}

// A spreadsheet runs a cell that begins like a formula. Such text gets an apostrophe before it, and so does text that
// begins with one: take the first apostrophe of a cell away, and the value is back.
const FORMULA = /^[=+\-@\t\r\n'＝＋－＠]/;

function cell(value) {
  if (value === null) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

export function save(text, name, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
