// Only this module knows how two sequences differ: the shortest way from one to the other by leaving out and putting
// in, found over their longest common subsequence. Pure.

/** A run of units that both have, that only the first has, or that only the second has. */
export interface Run {
  kind: "same" | "extra" | "missing";
  units: string[];
}

/** Beyond this the table of lengths would be felt; then everything between what is equal at both ends has changed. */
const LARGEST = 250_000;

/** How to come from `given` to `wanted`; `keyOf` says what counts of a unit. Units of what is the same are those given. */
export function diff(given: readonly string[], wanted: readonly string[], keyOf = (unit: string) => unit): Run[] {
  const [a, b] = [given.map(keyOf), wanted.map(keyOf)];
  const runs: Run[] = [];
  const add = (kind: Run["kind"], unit: string | undefined): void => {
    const last = runs.at(-1);
    if (last?.kind === kind) last.units.push(unit ?? "");
    else runs.push({ kind, units: [unit ?? ""] });
  };
  const lengths = tableOf(a, b);
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add("same", given[i++]);
      j++;
    } else if (j >= b.length || (i < a.length && lengths(i + 1, j) >= lengths(i, j + 1))) add("extra", given[i++]);
    else add("missing", wanted[j++]);
  }
  return runs;
}

/** How many units have to be left out and put in. */
export function distance(runs: readonly Run[]): number {
  return runs.reduce((sum, { kind, units }) => sum + (kind === "same" ? 0 : units.length), 0);
}

/** What a reader sees as one character: a letter with the marks on it. */
export function charactersOf(text: string): string[] {
  return text.normalize("NFC").match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
}

/** Looks up the length of the longest common subsequence of what follows `i` and `j`. */
function tableOf(a: readonly string[], b: readonly string[]): (i: number, j: number) => number {
  const width = b.length + 1;
  if (a.length * b.length > LARGEST) return () => 0;
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const [down, right] = [table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0];
      table[i * width + j] = a[i] === b[j] ? (table[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(down, right);
    }
  }
  return (i, j) => table[i * width + j] ?? 0;
}
