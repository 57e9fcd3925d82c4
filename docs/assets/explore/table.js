// A table: the address of a Parquet file goes in, its rows come out as plain objects, each column as it is in the file.
import { decompress, parquetReadObjects } from "../vendor/parquet.js";

// The whole file in one request: every row is wanted, and not every host answers a request for parts.
export async function readTable(address) {
  let answer;
  try {
    answer = await fetch(address);
  } catch (error) {
    throw new Error(`${address} cannot be reached (${error.message})`);
  }
  if (!answer.ok) throw new Error(`${address} cannot be had: the server answers ${answer.status}`);
  const file = await answer.arrayBuffer();
  try {
    return (await parquetReadObjects({ file, compressors: { ZSTD: (bytes) => decompress(bytes) } })).map(plain);
  } catch (error) {
    throw new Error(`${address} cannot be read as Parquet (${error.message})`);
  }
}

// Integers of 64 bits arrive as BigInt, which JSON has no word for; an offset of a text is never too large for a number.
function plain(value) {
  if (value === undefined || value === null) return null;
  if (typeof value === "bigint") return exact(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object") return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, plain(held)]));
  return value;
}

function exact(value) {
  if (BigInt(Number(value)) !== value || !Number.isSafeInteger(Number(value))) throw new Error(`${value} is too large a number`);
  return Number(value);
}
