// Only this module draws how a practice went: in words, item by item, and what can be done about it.

import "../ui/deck-strings";
import { isAnswered, type State } from "../items/grade";
import type { Library, SiteItem } from "../library/library";
import { factsOf } from "../library/library";
import type { Result } from "../session/session";
import { button, icon, make, primary, row } from "../ui/dom";
import { list, t } from "../ui/strings";

/** What can be done after a practice. */
export interface After {
  /** Asks these again. */
  again(items: readonly SiteItem[]): void;
  other(): void;
}

const SIGNS: Partial<Record<State, string>> = { right: "✓", partly: "½", wrong: "✗" };

/** The end of a practice. `told` is what else there is to say. */
export async function resultsOf(
  results: readonly Result[],
  library: Library,
  undo: HTMLButtonElement | undefined,
  after: After,
  told: readonly Node[],
): Promise<HTMLElement> {
  const last = lastOf(results);
  const rows = await Promise.all(last.map((result) => rowOf(result, library)));
  const listed = make("ol", { class: "study-results" }, ...rows);
  const missed = last.filter(({ state, skipped }) => skipped || state !== "right").map(({ item }) => item);
  const buttons = [
    ...(missed.length ? [primary(t("practice.again-missed"), () => after.again(missed))] : []),
    ...(last.length > missed.length
      ? [button(t("practice.again"), () => after.again(last.map(({ item }) => item)))]
      : []),
    button(t("practice.other"), after.other),
    ...(undo ? [undo] : []),
  ];
  const heading = make("h2", { class: "study-panel-title" }, scoreOf(last));
  const label = make("h3", { class: "study-label" }, t("practice.results"));
  return make(
    "div",
    { class: "study-panel-card" },
    heading,
    row(...buttons),
    ...told,
    ...(rows.length ? [label, listed] : []),
  );
}

/** An item that was asked more than once counts as it went last. */
function lastOf(results: readonly Result[]): Result[] {
  const byKey = new Map(results.map((result) => [result.item.key, result]));
  return [...byKey.values()];
}

/** "7 of 10 right, 2 partly right, 1 skipped". */
export function scoreOf(results: readonly Pick<Result, "state" | "skipped">[]): string {
  if (!results.some(({ state, skipped }) => !skipped && isAnswered(state))) return t("practice.nothing-done");
  const count = (wanted: State): number => results.filter(({ state, skipped }) => !skipped && state === wanted).length;
  const [right, partly, wrong] = [count("right"), count("partly"), count("wrong")];
  const skipped = results.filter((result) => result.skipped).length;
  return list([
    t("deck.score", { right, n: results.length }),
    ...(partly ? [t("deck.some-partly", { n: partly })] : []),
    ...(wrong ? [t("deck.some-wrong", { n: wrong })] : []),
    ...(skipped ? [t("practice.skipped", { n: skipped })] : []),
  ]);
}

async function rowOf({ item, state, skipped }: Result, library: Library): Promise<HTMLElement> {
  // Without a connection the deck of a skipped item may be out of reach.
  const data = await library.data(item.deck).catch(() => undefined);
  const text = data?.items.find(({ id }) => id === item.id)?.text ?? item.id;
  const verdict = make("span", { class: "study-result-verdict", "data-state": skipped ? "" : state });
  verdict.append(icon(skipped ? "–" : (SIGNS[state] ?? "–")), " ", wordFor(item, state, skipped));
  const link = make("a", { href: library.placeOf(item), dir: "auto" }, text);
  return make("li", { class: "study-result" }, link, " ", verdict);
}

function wordFor({ type }: SiteItem, state: State, skipped: boolean): string {
  if (skipped || !isAnswered(state)) return t("practice.skipped-one");
  const recalled = factsOf(type).judged === undefined;
  if (state === "right") return t(recalled ? "status.recalled" : "status.right");
  if (state === "wrong") return t(recalled ? "status.again" : "status.wrong");
  return t("status.partly");
}
