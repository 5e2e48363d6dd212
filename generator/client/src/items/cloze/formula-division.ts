// Only this module knows what a slash in a line divides, so that "a/b", "(a)/(b)" and a fraction in TeX are one formula.
// Pure: Python reads by the same rules.

/** Stands before each half of a fraction in TeX, which is in round brackets. */
export const FRACTION = "\ue002";
/** Functions whose argument may stand behind a space. */
export const READ =
  "log|ln|lg|sinh|cosh|tanh|sin|cos|tan|cot|sec|csc|arcsin|arccos|arctan|exp|min|max|sup|inf|lim|gcd|det|mod|dim|ker|" +
  "arg|deg|Pr";

const CLOSING = new Map(["()", "[]", "{}", "||"].map(([opening = "", closing = ""]) => [opening, closing]));
const DEEPEST = 32;
const LETTER = "[\\p{L}\\p{Nl}\\p{No}]";
/** A word of three letters is a name, and dx is one thing; of other letters each is a factor, with the digits behind it. */
const FACTOR = new RegExp(
  `[0-9]+(?:\\.[0-9]+)?|(?:${LETTER}{3,}|[d∂Δδ]${LETTER}(?!${LETTER})|ln|lg|${LETTER})[0-9]*`,
  "uy",
);
const SIGN_BEHIND = /['′″!°⁺⁻\ue010-\ue014]+/y;
const FUNCTION = /^(?:ln|lg|[\p{L}\p{Nl}\p{No}]{3,}|[fghFGPE])(?:_\([^()]*\))?['′″]*$/u;
const NAME = /^(?:ln|lg|[\p{L}\p{Nl}\p{No}]{3,})(?:_\([^()]*\))?$/u;
const APPLIED = /^(?:ln|lg|[\p{L}\p{Nl}\p{No}]{3,}|[fghFPE])(?:_\([^()]*\))?['′″]*$/u;
/** What they are said of is the whole product behind them. */
const OVER_ALL = /^(?:lim|[ΣΠ])(?=$|[_^])/;
const READ_WORD = new RegExp(`^(?:${READ})[0-9]*(?=$|[_^])`);

/** A factor, or a sign between products. What is in round brackets has its inner pieces. */
interface Piece {
  text: string;
  isFactor: boolean;
  isQuotient?: boolean;
  inner?: readonly Piece[];
}

/** What was read at a place, and the place after it. */
type Taken = [piece: Piece | undefined, after: number];

/** The formula with both halves of each fraction in round brackets: n(n+1)/2 is (n(n+1))/(2). */
export function divided(text: string): string {
  return textOf(new Reader(text).pieces(0, text.length));
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join("");
}

const factor = (text: string, more: Partial<Piece> = {}): Piece => ({ text, isFactor: true, ...more });
const sign = (text: string): Piece => ({ text, isFactor: false });

/** Reads a formula, from left to right. */
class Reader {
  readonly #text: string;
  readonly #pairs: ReadonlyMap<number, number>;

  constructor(text: string) {
    this.#text = text;
    this.#pairs = pairsIn(text);
  }

  /** What stands from one place to another. */
  pieces(start: number, end: number): readonly Piece[] {
    const out: Piece[] = [];
    for (let at = start; at < end; ) {
      at = this.#quotient(out, at, end) ?? this.#divided(out, at, end) ?? this.#next(out, at, end);
    }
    return out.map((piece, index) => (out[index - 1]?.isFactor ? piece : (heldIn(piece) ?? piece)));
  }

  #next(out: Piece[], at: number, end: number): number {
    const [piece, after] = this.#factor(at, end);
    const char = this.#text[at] ?? "";
    if (piece && OVER_ALL.test(piece.text)) out.push(sign(piece.text));
    else out.push(piece ?? { text: char, isFactor: char === "*" && (out.at(-1)?.isFactor ?? false) });
    return piece ? after : at + 1;
  }

  /** A fraction in TeX; gives the place after it. */
  #quotient(out: Piece[], at: number, limit: number): number | undefined {
    const topEnd = this.#text[at] === FRACTION ? this.#pairs.get(at + 1) : undefined;
    if (topEnd === undefined || this.#text[topEnd + 1] !== FRACTION) return undefined;
    const end = this.#pairs.get(topEnd + 2);
    if (end === undefined) return undefined;
    const [top, bottom] = [this.pieces(at + 2, topEnd), this.pieces(topEnd + 3, end)];
    const whole = over(top, bottom);
    const [scripted, after] = this.#withScripts(factor(`(${whole.text})`, { inner: [whole] }), end + 1, limit);
    if (after > end + 1) out.push(scripted);
    else out.push(...timesQuotient(productTaken(out), top, bottom));
    return after;
  }

  /** A slash between two products: all factors before it, and one after it, or a function with its argument. */
  #divided(out: Piece[], at: number, end: number): number | undefined {
    if (this.#text[at] !== "/" || !out.at(-1)?.isFactor) return undefined;
    let [bottom, after] = this.#factor(at + 1, end);
    if (!bottom) return undefined;
    if (FUNCTION.test(bottom.text) && this.#text[after] === "(") {
      const [argument, behind] = this.#factor(after, end);
      if (argument) [bottom, after] = [factor(bottom.text + argument.text), behind];
    }
    out.push(...timesQuotient([], productTaken(out), [bottom]));
    return after;
  }

  /** What is taken as a whole at a place. */
  #factor(at: number, end: number): Taken {
    const [piece, after] = this.#scripted(at, end);
    if (piece && READ_WORD.test(piece.text) && this.#text[after] === " ") {
      const [argument, behind] = this.#scripted(after + 1, end);
      if (argument) return [factor(`${piece.text} ${argument.text}`), behind];
    }
    return [piece, after];
  }

  /** A number, a letter, a group, a root, with what is high or low behind it. */
  #scripted(at: number, end: number): Taken {
    const [piece, after] = this.#base(at, end);
    return piece ? this.#withScripts(piece, after, end) : [undefined, at];
  }

  #withScripts(base: Piece, start: number, end: number): [Piece, number] {
    let [piece, after] = [base, start];
    while (after < end) {
      const mark = this.#text[after] ?? "";
      const [script, behind] = mark === "^" || mark === "_" ? this.#group(after + 1) : [undefined, after];
      const signs = this.#match(SIGN_BEHIND, after, end);
      if (!script && !signs) break;
      piece = factor(piece.text + (script ? mark + script.text : signs));
      after = script ? behind : after + signs.length;
    }
    return [piece, after];
  }

  #base(at: number, end: number): Taken {
    if (at >= end) return [undefined, at];
    if ("√∛∜".includes(this.#text[at] ?? "√√")) {
      const [root, after] = this.#group(at + 1);
      return root ? [factor(`${this.#text[at]}${root.text}`), after] : [undefined, at];
    }
    const [group, after] = this.#group(at);
    if (group) return [group, after];
    const found = this.#match(FACTOR, at, end);
    return found ? [factor(found), at + found.length] : [undefined, at];
  }

  #group(at: number): Taken {
    const end = this.#pairs.get(at);
    if (end === undefined) return [undefined, at];
    const inner = this.pieces(at + 1, end);
    const opening = this.#text[at] ?? "";
    const whole = `${opening}${textOf(inner)}${CLOSING.get(opening)}`;
    return [factor(whole, opening === "(" ? { inner } : {}), end + 1];
  }

  /** What a sticky pattern meets at a place, as far as the end. */
  #match(pattern: RegExp, at: number, end: number): string {
    pattern.lastIndex = at;
    return (pattern.exec(this.#text)?.[0] ?? "").slice(0, end - at);
  }
}

/** Where the bracket ends that begins at a place. */
function pairsIn(text: string): Map<number, number> {
  const pairs = new Map<number, number>();
  const opened: [opening: string, at: number][] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (")]}".includes(char)) while (opened.at(-1)?.[0] === "|") opened.pop();
    const [opening = "", start = 0] = opened.at(-1) ?? [];
    if (opening && char === CLOSING.get(opening)) {
      opened.pop();
      if (opened.length < DEEPEST) pairs.set(start, at);
    } else if (CLOSING.has(char)) opened.push([char, at]);
  }
  return pairs;
}

/** The fraction that is all there is in the brackets. */
function heldIn({ inner }: Piece): Piece | undefined {
  return inner?.length === 1 && inner[0]?.isQuotient ? inner[0] : undefined;
}

/** The factors at the end, which are taken away. */
function productTaken(pieces: Piece[]): Piece[] {
  return pieces.splice(pieces.findLastIndex(({ isFactor }) => !isFactor) + 1);
}

/** A product times a fraction, where that can be written as one fraction. */
function timesQuotient(before: readonly Piece[], above: readonly Piece[], bottom: readonly Piece[]): Piece[] {
  const top = withoutBrackets(above);
  const latest = before.at(-1)?.text;
  if (latest === undefined) {
    const [first, ...rest] = top;
    const isNegative = first?.text === "-" && rest.length > 0 && rest.every(({ isFactor }) => isFactor);
    return isNegative ? [sign("-"), over(rest, bottom)] : [over(top, bottom)];
  }
  if (NAME.test(latest)) {
    const quotient = over(top, bottom);
    return [...before, factor(`(${quotient.text})`, { inner: [quotient] })];
  }
  if (/\p{Nd}$/u.test(latest) && /^\p{Nd}/u.test(textOf(top))) return [...before, sign(" "), over(top, bottom)];
  if (textOf(top) === "1" && latest !== "*") return [over(before, bottom)];
  const factors = top.every(({ isFactor }) => isFactor) ? top : [factor(`(${textOf(top)})`)];
  return [over([...before, ...factors], bottom)];
}

function over(top: readonly Piece[], bottom: readonly Piece[]): Piece {
  const [above, below] = [textOf(flat(withoutBrackets(top))), textOf(withoutBrackets(bottom))];
  return factor(`(${above})/(${below})`, { isQuotient: true });
}

function withoutBrackets(pieces: readonly Piece[]): readonly Piece[] {
  let bare = pieces;
  while (bare.length === 1 && bare[0]?.inner) bare = bare[0].inner;
  return bare;
}

/** A product without the brackets around some of its factors: G(mM) is GmM, but f(xy) is f of xy. */
function flat(product: readonly Piece[]): readonly Piece[] {
  const out: Piece[] = [];
  for (const piece of product) {
    const latest = out.at(-1)?.text ?? "";
    const inner = product[0]?.isFactor && !APPLIED.test(latest) ? (piece.inner ?? []) : [];
    const isProduct = inner.length > 0 && inner.every(({ isFactor }) => isFactor);
    const joins = isProduct && !(/\p{Nd}$/u.test(latest) && /^\p{Nd}/u.test(textOf(inner)));
    out.push(...(joins ? inner : [piece]));
  }
  return out;
}
