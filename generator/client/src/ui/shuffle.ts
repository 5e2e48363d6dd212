// Only this module knows how options are put into an order that looks random and stays the same in a session.

/** What decides where an option may stand: `last` stays at the end, `position` says that its text names positions. */
export interface Placed {
  pin?: string | undefined;
}

/** A copy of `options` in an order that depends on `seed` alone. Pinned options keep their places. */
export function shuffled<T extends Placed>(options: readonly T[], seed: string): T[] {
  if (options.some((option) => option.pin === "position")) return [...options];
  const moving = options.filter((option) => !option.pin);
  const random = randomOf(seed);
  for (let last = moving.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [moving[last], moving[other]] = [moving[other] as T, moving[last] as T];
  }
  return [...moving, ...options.filter((option) => option.pin)];
}

/** Numbers in [0, 1) from a text: FNV-1a for the start, then Mulberry32 (both public domain). */
function randomOf(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const unit of seed) state = Math.imul(state ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
