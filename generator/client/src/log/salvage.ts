// Only this module knows what can be read of a file that is no JSON any more, since it was cut or damaged: each object
// that is whole, and the rest as text. Pure; it does not know what a record is.

/** Steps for each letter of a file; what takes more is left as text. */
const STEPS = 16;

/** Levels of an object; ours have far fewer. */
const DEEPEST = 64;

/** Letters of one piece of text that are kept. */
const LONGEST = 10_000;

/** What is whole, in the order of the file, and what stands between. */
export interface Salvaged {
  values: unknown[];
  rest: string[];
}

/** The objects of a text that are wanted, wherever they stand; of those inside each other, the outermost. */
export function salvage(text: string, isWanted: (value: unknown) => boolean): Salvaged {
  const found: Salvaged = { values: [], rest: [] };
  let [steps, begin] = [STEPS * text.length, 0];
  for (let place = text.indexOf("{"); place >= 0 && steps > 0; place = text.indexOf("{", place)) {
    const end = endOf(text, place);
    steps -= Math.abs(end) - place + 1;
    const value = end > 0 ? parsed(text.slice(place, end)) : undefined;
    if (value === undefined || !isWanted(value)) place++;
    else {
      found.values.push(value);
      found.rest.push(...piece(text.slice(begin, place)));
      begin = place = end;
    }
  }
  found.rest.push(...piece(text.slice(begin)));
  return found;
}

/** Behind the end of the object that begins at `place`; negative where it has none: so far was looked. */
function endOf(text: string, place: number): number {
  let [depth, isText] = [0, false];
  for (let at = place; at < text.length; at++) {
    const letter = text[at] as string;
    if (letter === "\n" && isText) return -at;
    if (letter === "\\" && isText) at++;
    else if (letter === '"') isText = !isText;
    else if (isText) continue;
    else if (letter === "{" && ++depth > DEEPEST) return -at;
    else if (letter === "}" && --depth === 0) return at + 1;
  }
  return -text.length;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Text that holds more than the signs between records. */
function piece(text: string): string[] {
  const trimmed = text.replace(/^[\s,[\]}]+/, "").trimEnd();
  return /[\p{L}\p{N}]/u.test(trimmed) ? [trimmed.slice(0, LONGEST)] : [];
}
