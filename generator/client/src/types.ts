// What the chunks of item types share; they import it from here alone, so that the bundler keeps it in one file.

import english from "../../byheart/strings/en.json?types";
import { addStrings } from "./later";

export * from "./compare";
export * from "./diff";
export * from "./later";
export * from "./solution";
export * from "./typed";

addStrings(english);
