// Only this module knows that the true-false question is a choice of two options, which are never shuffled.

import { StudyChoice } from "../choice/choice";

export class StudyTrueFalse extends StudyChoice {}
