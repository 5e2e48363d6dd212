// The schedule as a chunk of its own for the practice page. It names what is shared with the entry, so that the bundler
// leaves the replay of the log there and cuts no file out of it.

import "../later";

export { Schedule } from "../queue";
export { leechesTold } from "./leeches";
