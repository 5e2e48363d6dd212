// Only this module knows the file that a learner can keep their log in: versioned JSON with all records, how many they
// are, and a digest of them. What is foreign or newer is refused with the reason; of what is damaged all that is sound
// is read, the rest is kept apart, and what is wrong is said.

import { parted } from "../ui/groups";
import type { Aside, Contents } from "./archive";
import { canonical } from "./merge";
import { isRecord, type LogRecord } from "./record";
import { salvage } from "./salvage";

export const VERSION = 2;

/** Bytes; a quarter of a million records. */
export const LARGEST = 128 * 1024 * 1024;

/** How deep a response may be nested; ours have three levels. */
const DEEPEST = 32;

/** What is wrong with a file that is read all the same. */
export type Fault = "cut" | "record" | "count" | "digest";

/** Why a file is not read: nothing of it is sound, if it has a fault. Each is told in words: `store.file-<reason>`. */
export type Reason = "empty" | "large" | "foreign" | "newer" | Fault;

export class FileProblem extends Error {
  override readonly name = "FileProblem";

  constructor(readonly reason: Reason) {
    super(reason);
  }
}

/** What a file holds, and where and when it was made; version 1 did not say. */
export interface FileContents extends Contents {
  site?: string;
  made?: string;
  faults: Fault[];
  /** Which records are damaged, from 1; they are set aside. */
  damaged: number[];
}

/** The text of a file. The digest is left out where the browser has none: on pages without https. */
export async function textOf({ records, aside }: Contents, site: string, now: Date): Promise<string> {
  const head = {
    byheart: VERSION,
    site,
    made: now.toISOString(),
    counts: { events: records.length, aside: aside.length },
  };
  const sha256 = await digestOf({ records, aside });
  const lines = (values: readonly unknown[]): string => values.map((value) => `\n${JSON.stringify(value)}`).join(",");
  const opening = JSON.stringify({ ...head, ...(sha256 ? { sha256 } : {}) }).slice(0, -1);
  return `${opening},"events":[${lines(records)}],\n"aside":[${lines(aside)}]}\n`;
}

/** What a file holds. Rejects with a FileProblem. */
export async function read(file: Blob): Promise<FileContents> {
  if (file.size > LARGEST) throw new FileProblem("large");
  let text: string;
  try {
    // `stream`: the last letter may be cut.
    text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer(), { stream: true });
  } catch {
    throw new FileProblem("foreign");
  }
  return readText(text);
}

export async function readText(text: string): Promise<FileContents> {
  const file = parsed(text);
  const { byheart } = file;
  if (typeof byheart !== "number" || !Number.isInteger(byheart) || byheart < 1) throw new FileProblem("foreign");
  if (byheart > VERSION) throw new FileProblem("newer");
  const kept = sorted(file);
  if (byheart > 1 && !kept.faults.includes("cut")) kept.faults.push(...(await check(file)));
  const [fault] = kept.faults;
  if (fault && !kept.records.length) throw new FileProblem(fault);
  return { ...kept, ...(byheart > 1 ? textsOf(file) : {}) };
}

/** SHA-256 over records and what was set aside, in hexadecimal; nothing where the browser has no digest. */
export async function digestOf({ records, aside }: Raw): Promise<string | undefined> {
  // `subtle` is missing on pages without https.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  const bytes = new TextEncoder().encode([...records.map(canonical), "", ...aside.map(canonical)].join("\n"));
  const digest = await subtle?.digest("SHA-256", bytes);
  return digest && [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What stands in a file, whatever it is. */
interface Raw {
  records: readonly unknown[];
  aside: readonly unknown[];
}

function parsed(text: string): Record<string, unknown> {
  const content = text.trim();
  if (!content) throw new FileProblem("empty");
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    const head = /^\{\s*"byheart"\s*:\s*(\d+)/.exec(content);
    if (head) return { byheart: Number(head[1]), ...pieces(content.slice(head[0].length)) };
  }
  throw new FileProblem("foreign");
}

/** What is whole in a file that is not. */
function pieces(text: string): Record<string, unknown> {
  const begin = Math.max(0, text.search(/"events"\s*:\s*\[/));
  const site = /"site"\s*:\s*"([^"\\\n]*)"/.exec(text.slice(0, begin))?.[1];
  const { values, rest } = salvage(text.slice(begin), (value) => isRecord(value) || isAside(value));
  const unread = rest.map((piece) => piece.replace(/^"(events|aside)"\s*:[\s[]*/, "")).filter(Boolean);
  return {
    events: values.filter(isRecord),
    aside: [...values.filter((value) => !isRecord(value)), ...unread.map(apart)],
    site,
    isCut: true,
  };
}

/** The sound records of a file; the others are set aside. */
function sorted({ byheart, events, aside, isCut }: Record<string, unknown>): FileContents {
  const listed: Raw = { records: Array.isArray(events) ? events : [], aside: Array.isArray(aside) ? aside : [] };
  const isWhole = !isCut && Array.isArray(events) && (byheart === 1 || (Array.isArray(aside) && aside.every(isAside)));
  const [records, bad] = parted(listed.records, (value) => isRecord(value) && isSound(value));
  const [apartAlready, strange] = parted(listed.aside, (value) => isAside(value));
  const strangers = new Set(bad);
  const damaged = listed.records.flatMap((value, index) => (strangers.has(value) ? index + 1 : []));
  const faults: Fault[] = [...(isWhole ? [] : ["cut" as const]), ...(damaged.length ? ["record" as const] : [])];
  return {
    records: records as LogRecord[],
    aside: [...(apartAlready as Aside[]), ...[...bad, ...strange].map((value) => apart(JSON.stringify(value)))],
    damaged,
    faults,
  };
}

/** What nobody can read is kept as text, which does no harm. */
function apart(record: string): Aside {
  return { at: Date.now(), record, why: "damaged" };
}

/** What was set aside may hold anything: that is why it was. */
function isAside(value: unknown): value is Aside {
  const { at, record } = (value ?? {}) as Partial<Aside>;
  return typeof at === "number" && record !== undefined && isSound(record);
}

/** Whether nothing in it is deeper than we write, and no key changes what an object is. */
function isSound(value: unknown, depth = 0): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (depth > DEEPEST || Object.hasOwn(value, "__proto__")) return false;
  return Object.values(value).every((inner) => isSound(inner, depth + 1));
}

async function check({ counts, sha256, events, aside }: Record<string, unknown>): Promise<Fault[]> {
  const raw: Raw = { records: events as unknown[], aside: aside as unknown[] };
  const told = (counts ?? {}) as Record<string, unknown>;
  const isCounted = told["events"] === raw.records.length && told["aside"] === raw.aside.length;
  const digest = await digestOf(raw);
  const isSame = !digest || sha256 === undefined || sha256 === digest;
  return [...(isCounted ? [] : ["count" as const]), ...(isSame ? [] : ["digest" as const])];
}

function textsOf({ site, made }: Record<string, unknown>): Pick<FileContents, "site" | "made"> {
  return { ...(typeof site === "string" ? { site } : {}), ...(typeof made === "string" ? { made } : {}) };
}
