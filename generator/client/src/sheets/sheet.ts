// Only this module knows which kinds of sheets there are and how each is made: from the query over the items to pages
// that stand in a shadow root, where the theme's styles do not reach, so that the same sheet comes out on the screen, on
// paper and as a file.

import type { Library, SiteItem } from "../library/library";
import { factsOf } from "../library/library";
import { type Selection, type Standing, select } from "../library/selection";
import { siteLog } from "../log/log";
import { make } from "../ui/dom";
import { typeset } from "../ui/math";
import { t } from "../ui/strings";
import { addStyles } from "../ui/styles";
import { sharedFacts, titleOf } from "./blocks";
import { cards } from "./cards";
import type { Draft, Making } from "./draft";
import { entriesOf, type Numbered, numbered, type Unit, unitsOf } from "./entries";
import { explain } from "./explain";
import { narrow } from "./fit";
import { decksIn, headNode, idOf } from "./head";
import { linkOf } from "./link";
import { number } from "./pages";
import { itemCount } from "./paper";
import type { Kind, SheetQuery } from "./query";
import { quiz } from "./quiz";
import { study } from "./study";

/** A sheet that is laid out. */
export interface Sheet {
  title: string;
  pages: number;
  /** What the reader should know, in words. */
  warnings: readonly string[];
}

/** Draws an address as a code to scan. */
type Code = (address: string, label: string) => Element;

/** A longer address makes a code that is too fine for the corner of a sheet. */
const LONGEST_CODE = 900;

const KIND: Record<Kind, (making: Making) => Draft> = { study, cards, quiz, explain };

/** More than these are no sheet, and would take minutes. */
const MOST_ITEMS = 500;

/** Lays the sheet of a query out in the shadow root of `host`. Rejects where data cannot be had. */
export async function layOut(host: HTMLElement, library: Library, query: SheetQuery): Promise<Sheet> {
  const site = await library.items();
  const selected = select(site, { ...query.selection, n: 0 }, await standsFor(library, query.selection));
  const fitting = selected.filter((item) => isFor(query.kind, item));
  const asked = query.selection.n ? fitting.slice(0, query.selection.n) : fitting;
  const items = asked.slice(0, MOST_ITEMS);
  const left = selected.length - fitting.length + asked.length - items.length;
  const units = numbered(await unitsOf(library, items));
  const title = titleOf(entriesOf(units));
  const root = await emptyRoot(host, query);
  if (!units.length) return { title, pages: 0, warnings: [t("sheets.nothing")] };
  const { qrCode } = await import("../ui/qr");
  const draft = KIND[query.kind](making(library, site, units, title, query, qrCode));
  await prepared(root, draft.nodes);
  // Measured in their true size; whoever shows them smaller says so when they are there.
  host.style.removeProperty("--study-zoom");
  const { pages, warnings } = draft.place(root);
  number(pages);
  return { title, pages: pages.length, warnings: [...warnings, ...(left ? [t("sheets.left-out", { n: left })] : [])] };
}

/** How items stand with this learner; the log is read only where the selection asks for it. */
async function standsFor(
  library: Library,
  { is }: Selection,
): Promise<(item: SiteItem, standing: Standing) => boolean> {
  if (!is.length) return () => false;
  const { Schedule } = await import("../schedule/open-schedule");
  const schedule = await Schedule.open(siteLog(), library);
  return (item, standing) => schedule.stands(item, standing);
}

/** Whether an item has a form in a kind: a quiz form has questions, an explain sheet has prompts. */
function isFor(kind: Kind, { type }: SiteItem): boolean {
  const { judged } = factsOf(type);
  if (kind === "explain") return judged === "by-concepts";
  return kind !== "quiz" || judged === "by-key";
}

function making(
  library: Library,
  site: readonly SiteItem[],
  units: readonly Numbered[],
  title: string,
  query: SheetQuery,
  draw: Code,
): Making {
  const shared = sharedFacts(library, units);
  const entries = entriesOf(units);
  const id = idOf(units, query);
  const head: Making["head"] = (form = { version: "", items: entries.map((entry) => entry.site) }, ...more) => {
    const address = addressOf(library, linkOf({ ...form, date: query.date }, query.selection, site));
    const facts = [itemCount(entries.length), ...shared, decksIn(entries), query.date];
    // A link too, for who enters results on the device that shows the sheet.
    const link =
      address.length <= LONGEST_CODE ? make("a", { href: address }, draw(address, t("sheets.code"))) : undefined;
    return headNode({ title, facts, id, link }, ...more);
  };
  return { library, units, query, shared: new Set(shared), head, foot: (run) => footOf(title, units, query, run) };
}

/** The address of a link; a query may have these signs as they are, which keeps the code coarse. */
function addressOf(library: Library, link: URLSearchParams): string {
  return library.urlOfTool("s", `?${link.toString().replaceAll("%2F", "/").replaceAll("%2C", ",")}`);
}

function footOf(title: string, units: readonly Unit[], query: SheetQuery, run: string): string[] {
  return [title, run, idOf(units, query)];
}

/** A shadow root with the styles of paper alone. */
async function emptyRoot(host: HTMLElement, { paper, kind }: SheetQuery): Promise<ShadowRoot> {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  host.dataset["paper"] = paper;
  host.dataset["kind"] = kind;
  await addSheet(root, "byheart-sheet.css");
  for (const node of [...root.children]) if (node.localName !== "link") node.remove();
  return root;
}

/** Adds a style sheet of the assets to a shadow root; resolves when it counts, or cannot be had. */
async function addSheet(root: ShadowRoot, path: string): Promise<void> {
  const href = new URL(path, import.meta.url).href;
  if (root.querySelector(`link[href="${href}"]`)) return;
  const link = make("link", { rel: "stylesheet", href });
  const ready = new Promise((resolve) => {
    for (const end of ["load", "error"]) link.addEventListener(end, resolve, { once: true });
  });
  root.prepend(link);
  await ready;
}

/** Makes nodes ready to be measured: math is typeset, pictures and typefaces are there. */
async function prepared(root: ShadowRoot, nodes: readonly Node[]): Promise<void> {
  const stage = make("div", { class: "study-page-stage" }, ...nodes);
  root.append(stage);
  if (stage.querySelector(".study-math")) {
    // The shadow root needs the rules; typefaces count only where the document has them.
    await Promise.all([addSheet(root, "katex/katex.min.css"), addStyles("katex/katex.min.css"), typeset(stage)]);
  }
  await Promise.allSettled([...stage.querySelectorAll("img")].map((image) => image.decode()));
  stage.getBoundingClientRect();
  await document.fonts.ready;
  narrow(stage);
  stage.remove();
}
