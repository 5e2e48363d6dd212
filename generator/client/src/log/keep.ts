// Only this module knows how a page keeps the learner's log elsewhere and brings it back: what is gathered for the file
// and the link, what importing shows before it changes anything and how it is taken back, and in which words a file is refused.

import english from "../../../byheart/strings/en.json?keep";
import { make } from "../ui/dom";
import { logScope } from "../ui/scope";
import { addStrings, t } from "../ui/strings";
import { Archive, type Contents, type Import } from "./archive";
import { type Derive, examine, type Findings } from "./doctor";
import { type Effects, effectsOf } from "./effects";
import { type FileContents, type FileProblem, read, textOf } from "./file";
import { linkTo } from "./handover";
import { siteLog, siteStore } from "./log";
import { mendsOf } from "./mends";
import { type Merged, merge, UNSAVED } from "./merge";
import type { LogRecord } from "./record";
import { newSelf } from "./store";

addStrings(english);

/** What importing a file would bring, before anything is changed. */
export interface Preview extends Merged {
  file: FileContents;
  /** The path of the site where the file was made, if that is another than this one. */
  otherSite: string | undefined;
  effects: Effects;
}

export { handedOver } from "./handover";

export function siteArchive(): Archive {
  archive ??= new Archive(siteStore());
  return archive;
}

let archive: Archive | undefined;

/** Hands the learner a file with all that is kept and all that is not saved, and notes when. */
export async function keep(): Promise<void> {
  const contents = await everything();
  const text = await textOf(contents, logScope(), new Date());
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const day = new Date().toISOString().slice(0, 10);
  make("a", { href: url, download: `byheart-${day}.json` }).click();
  // The download has begun by then; Safari wants a moment.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  await siteArchive()
    .noteExport({ at: Date.now(), records: contents.records.length })
    // Where nothing can be saved, the file is all there is.
    .catch(() => undefined);
}

/** Looks into a file without changing anything. Rejects with a FileProblem. */
export async function preview(file: Blob): Promise<Preview> {
  return previewOf(await read(file));
}

/** The same of what a link brought. */
export async function previewOf(file: FileContents): Promise<Preview> {
  const { records } = await everything();
  const otherSite = file.site === logScope() ? undefined : file.site;
  const merged = merge(records, file.records);
  return { file, otherSite, effects: effectsOf(merged.added), ...merged };
}

/** Adds what a file has and the log has not, all or nothing; every open page shows it. */
export async function bringIn(file: Contents, elsewhere = true): Promise<Merged> {
  const merged = await siteArchive().add(file, elsewhere);
  await siteLog().reload();
  return merged;
}

/** What came in, the latest first. */
export async function imports(): Promise<Import[]> {
  return (await siteArchive().imports()).reverse();
}

/** Takes an import back whole; what was noted here since then stays. */
export async function takeBack(one: Import): Promise<void> {
  await siteArchive().takeBack(one);
  await siteLog().reload();
}

/** Has the answers counted whose time cannot be right, each where it most likely belongs; gives their number. */
export async function countDoubtful(): Promise<number> {
  const { records } = await siteArchive().contents();
  const mends = mendsOf(records, newSelf().device);
  await bringIn({ records: mends, aside: [] }, false);
  return mends.length;
}

/** The link that hands the log over to another device; nothing if it is too long, or the browser cannot make one. */
export async function handOver(address: string): Promise<string | undefined> {
  if (!("CompressionStream" in globalThis)) return undefined;
  return linkTo(address, await everything(), logScope(), new Date());
}

/** Examines the store and mends it; see doctor.ts. */
export async function doctor(derive: Record<string, Derive>): Promise<Findings> {
  const findings = await examine(siteArchive(), derive);
  await siteLog().reload();
  return findings;
}

/** Why a file was refused, in words. */
export function wordsFor({ reason }: FileProblem): string {
  return t(reason === "record" ? "store.file-none" : `store.file-${reason}`);
}

/** What is on disk and what is not; where the disk cannot be read, what this page has. */
async function everything(): Promise<Contents> {
  const waiting = placed(siteLog().records.filter(({ device }) => !device));
  try {
    const { records, aside } = await siteArchive().contents();
    return { records: [...records, ...waiting], aside };
  } catch {
    return { records: [...siteLog().records.filter(({ device }) => device), ...waiting], aside: [] };
  }
}

/** Records on no disk get a device of their own in each file, since each needs a place. */
function placed(records: readonly LogRecord[]): LogRecord[] {
  const device = UNSAVED + newSelf().device;
  return records.map((record) => ({ ...record, device, seq: record.seq + 1 }));
}
