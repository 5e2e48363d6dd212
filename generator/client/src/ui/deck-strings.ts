// Only this module knows that the words of a deck's tools come with them, and with the pages that count alike.

import english from "../../../byheart/strings/en.json?deck";
import { addStrings } from "../ui/strings";

addStrings(english);
