// Only this module knows what the page of a deck does once it is awake: it keeps keys in words from now on, takes in
// what an earlier page left behind, goes on from an old address, and gets its tools.

import { adopt } from "../log/adopt";
import { siteLog, siteStore } from "../log/log";
import { sign } from "../log/sign";
import { follow } from "./moved";
import "../items/wording";

adopt(siteLog(), siteStore().name);
sign(siteStore()).catch(() => undefined);
follow();
addEventListener("hashchange", follow);
globalThis.document$?.subscribe(follow);

export { DeckTools } from "./tools";
