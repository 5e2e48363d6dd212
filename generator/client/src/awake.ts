// Only this module knows what the page of a deck does once it is awake: it keeps keys in words from now on, takes in
// what an earlier page left behind, and says the score and what is saved.

import { adopt } from "./adopt";
import { siteLog, siteStore } from "./later";
import "./wording";

adopt(siteLog(), siteStore().name);

export { saveStateLine } from "./save-state";
export { ScoreLine } from "./score";
