// Only this module knows how a small log fits into a link: records as columns, deflated, in the letters of an address.
// What comes out of a link is checked as a file is. A log that is too long for a link needs the file.

import { own } from "../ui/own";
import type { Contents } from "./archive";
import { type FileContents, FileProblem, readText, textOf } from "./file";

/** Letters that programs pass on as one link. */
export const LONGEST_LINK = 30_000;

/** Letters whose QR code a phone reads from a screen. */
export const LONGEST_CODE = 1_200;

/** Bytes that a link may hold when it is unpacked; a short one can be made to hold far more. */
const LARGEST = 4 * 1024 * 1024;

const MARK = "#log=";

/** Whole numbers as differences; else each value once, and which of them each record has (-1 for none). */
type Column = { name: string } & ({ steps: number[] } | { values: unknown[]; which: number[] });

interface Packed {
  head: Record<string, unknown>;
  n: number;
  columns: Column[];
  aside: unknown[];
}

/** The link that hands a log over to the page at `address`; nothing if it would be longer than `LONGEST_LINK`. */
export async function linkTo(
  address: string,
  contents: Contents,
  site: string,
  now: Date,
): Promise<string | undefined> {
  const { events, aside, ...head } = JSON.parse(await textOf(contents, site, now)) as Record<string, unknown[]>;
  const records = (events ?? []) as Record<string, unknown>[];
  const packed: Packed = { head, n: records.length, columns: columnsOf(records), aside: aside ?? [] };
  const bytes = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(JSON.stringify(packed)));
  const link = address.split("#", 1)[0] + MARK + lettersOf(bytes);
  return link.length > LONGEST_LINK ? undefined : link;
}

/** What the part of an address after "#" hands over; nothing if it is of another kind. Rejects with a FileProblem. */
export async function handedOver(hash: string): Promise<FileContents | undefined> {
  if (!hash.startsWith(MARK)) return undefined;
  // None that was made here is longer.
  if (hash.length > LONGEST_LINK) throw new FileProblem("large");
  let text: string;
  try {
    const bytes = await through(new DecompressionStream("deflate-raw"), bytesOf(hash.slice(MARK.length)));
    text = unpacked(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as Packed);
  } catch (error) {
    // Most often a program has cut the link.
    throw error instanceof FileProblem ? error : new FileProblem("cut");
  }
  return readText(text);
}

function columnsOf(records: readonly Record<string, unknown>[]): Column[] {
  const names = [...new Set(records.flatMap(Object.keys))];
  return names.map((name) => ({ name, ...columnOf(records.map((record) => own(record, name))) }));
}

function columnOf(cells: readonly unknown[]): { steps: number[] } | { values: unknown[]; which: number[] } {
  if (cells.every((cell): cell is number => Number.isSafeInteger(cell))) {
    return { steps: cells.map((cell, row) => cell - (cells[row - 1] ?? 0)) };
  }
  const texts = cells.map((cell) => JSON.stringify(cell));
  const known = [...new Set(texts.filter((text) => (text as string | undefined) !== undefined))];
  const places = new Map(known.map((text, place) => [text, place]));
  return { values: known.map((text): unknown => JSON.parse(text)), which: texts.map((text) => places.get(text) ?? -1) };
}

/**
 * The text of the file that was packed. A few letters could ask for millions of records, or for one long value in each
 * of them, so both are counted before anything is made.
 */
function unpacked({ head, n, columns, aside }: Packed): string {
  if (columns.some((column) => rowsOf(column).length !== n) || (n > 0 && columns.length === 0))
    throw new FileProblem("cut");
  if (columns.reduce((sum, column) => sum + lettersIn(column), 0) > LARGEST) throw new FileProblem("large");
  const records = Array.from({ length: n }, (): [string, unknown][] => []);
  for (const column of columns) {
    let sum = 0;
    records.forEach((record, row) => {
      if ("steps" in column) {
        sum += column.steps[row] ?? NaN;
        record.push([column.name, sum]);
      } else if (column.which[row] !== -1) record.push([column.name, column.values[column.which[row] ?? -1]]);
    });
  }
  return JSON.stringify({ ...head, events: records.map((record) => Object.fromEntries(record)), aside });
}

function rowsOf(column: Column): readonly number[] {
  return "steps" in column ? column.steps : column.which;
}

/** About how many letters of the text a column comes to. */
function lettersIn(column: Column): number {
  const lengths = "steps" in column ? [] : column.values.map((value) => JSON.stringify(value).length);
  return rowsOf(column).reduce((sum, place) => sum + column.name.length + (lengths[place] ?? 0), 0);
}

async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough<Uint8Array>(stream).getReader();
  const parts: Uint8Array[] = [];
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
    size += value.length;
    if (size > LARGEST) throw new FileProblem("large");
    parts.push(value);
  }
}

/** Base64 whose letters need no escape in an address. */
function lettersOf(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function bytesOf(letters: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(letters.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
