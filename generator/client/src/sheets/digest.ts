// Only this module knows how a short name is made of a text: FNV-1a over its UTF-8, 64 bits (public domain). It must be
// the same for ever, since it is printed; it guards nothing. Pure.

/** Digits that are not mistaken for each other when they are read from paper (Crockford's base 32). */
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** 64 bits of a text. */
export function digest(text: string): bigint {
  let state = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text))
    state = BigInt.asUintN(64, (state ^ BigInt(byte)) * 0x100000001b3n);
  // The highest bits of FNV are well mixed only after more bytes: fold them with the lower ones.
  return state ^ (state >> 29n);
}

/** The first `length` digits of a digest, at most 12. */
export function shortName(text: string, length: number): string {
  const bits = digest(text);
  return Array.from({ length }, (_, index) => DIGITS[Number((bits >> BigInt(59 - 5 * index)) & 31n)]).join("");
}
