// Only this module knows the file that a learner can keep their log in: versioned JSON with all records, how many they
// are, and a digest of them. What is damaged, foreign or newer is refused as a whole, with the reason.

import type { Aside, Contents } from "./archive";
import { canonical } from "./merge";
import { type LogRecord, isRecord } from "./record";

export const VERSION = 2;

/** Bytes; a quarter of a million records. */
export const LARGEST = 128 * 1024 * 1024;

/** How deep a response may be nested; ours have three levels. */
const DEEPEST = 32;

/** Why a file is not read. Each is told in words: `store.file-<reason>`. */
export type Reason = "empty" | "large" | "foreign" | "cut" | "newer" | "record" | "count" | "digest";

export class FileProblem extends Error {
  override readonly name = "FileProblem";

  /** @param n of the reason `record`: which one, from 1. */
  constructor(
    readonly reason: Reason,
    readonly n = 0,
  ) {
    super(reason);
  }
}

/** What a file holds, and where and when it was made; version 1 did not say. */
export interface Kept extends Contents {
  site?: string;
  made?: string;
}

/** The text of a file. The digest is left out where the browser has none: on pages without https. */
export async function textOf({ records, aside }: Contents, site: string, now: Date): Promise<string> {
  const head = { byheart: VERSION, site, made: now.toISOString(), counts: { events: records.length, aside: aside.length } };
  const sha256 = await digestOf({ records, aside });
  const lines = (values: readonly unknown[]): string => values.map((value) => `\n${JSON.stringify(value)}`).join(",");
  const opening = JSON.stringify({ ...head, ...(sha256 ? { sha256 } : {}) }).slice(0, -1);
  return `${opening},"events":[${lines(records)}],\n"aside":[${lines(aside)}]}\n`;
}

/** What a file holds. Rejects with a FileProblem. */
export async function read(file: Blob): Promise<Kept> {
  if (file.size > LARGEST) throw new FileProblem("large");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    throw new FileProblem("foreign");
  }
  return readText(text);
}

export async function readText(text: string): Promise<Kept> {
  const { byheart, ...file } = parsed(text);
  if (typeof byheart !== "number" || !Number.isInteger(byheart) || byheart < 1) throw new FileProblem("foreign");
  if (byheart > VERSION) throw new FileProblem("newer");
  const { events } = file;
  const aside = byheart === 1 ? [] : file["aside"];
  if (!Array.isArray(events) || !Array.isArray(aside)) throw new FileProblem("cut");
  const contents = { records: events.map(soundRecord), aside: aside.map(soundAside) };
  if (byheart === 1) return contents;
  await check(contents, file);
  return { ...contents, ...textsOf(file) };
}

/** SHA-256 over records and what was set aside, in hexadecimal; nothing where the browser has no digest. */
export async function digestOf({ records, aside }: Contents): Promise<string | undefined> {
  // `subtle` is missing on pages without https.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  const bytes = new TextEncoder().encode([...records.map(canonical), "", ...aside.map(canonical)].join("\n"));
  const digest = await subtle?.digest("SHA-256", bytes);
  return digest && [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function parsed(text: string): Record<string, unknown> {
  const content = text.trim();
  if (!content) throw new FileProblem("empty");
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    if (/^\{\s*"byheart"/.test(content)) throw new FileProblem("cut");
  }
  throw new FileProblem("foreign");
}

function soundRecord(value: unknown, index: number): LogRecord {
  if (isRecord(value) && isSound(value)) return value;
  throw new FileProblem("record", index + 1);
}

/** What was set aside may hold anything: that is why it was. */
function soundAside(value: unknown): Aside {
  const { at, record } = (value ?? {}) as Partial<Aside>;
  if (typeof at === "number" && record !== undefined && isSound(record)) return value as Aside;
  throw new FileProblem("cut");
}

/** Whether nothing in it is deeper than we write, and no key changes what an object is. */
function isSound(value: unknown, depth = 0): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (depth > DEEPEST || Object.hasOwn(value, "__proto__")) return false;
  return Object.values(value).every((inner) => isSound(inner, depth + 1));
}

async function check(contents: Contents, { counts, sha256 }: Record<string, unknown>): Promise<void> {
  const { events, aside } = (counts ?? {}) as Record<string, unknown>;
  if (events !== contents.records.length || aside !== contents.aside.length) throw new FileProblem("count");
  const digest = await digestOf(contents);
  if (digest && sha256 !== undefined && sha256 !== digest) throw new FileProblem("digest");
}

function textsOf({ site, made }: Record<string, unknown>): Pick<Kept, "site" | "made"> {
  return { ...(typeof site === "string" ? { site } : {}), ...(typeof made === "string" ? { made } : {}) };
}
