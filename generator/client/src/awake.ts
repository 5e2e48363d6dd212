// Only this module knows what a page where learning goes on does once it is awake: it keeps keys in words from now on,
// and takes in what an earlier page left behind.

import { adopt } from "./adopt";
import { siteLog, siteStore } from "./later";
import "./wording";

adopt(siteLog(), siteStore().name);

export { ScoreLine } from "./score";
