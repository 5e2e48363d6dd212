// Only this module knows that the words around an answer come with the item types that have them, not with every page.

import english from "../../../byheart/strings/en.json?types";
import { addStrings } from "../ui/strings";

addStrings(english);
