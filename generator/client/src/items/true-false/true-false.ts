// Only this module knows that the true-false question is a choice of two options, which are never shuffled.

import type strings from "../../../../byheart/items/true_false/strings.json";
import type { Words } from "../../ui/strings";
import { StudyChoice } from "../choice/choice";

declare module "../../ui/strings" {
  interface WordsOfTypes extends Words<typeof strings> {}
}

export class StudyTrueFalse extends StudyChoice {}
