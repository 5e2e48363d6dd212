// Only this module knows how a page of the learning loop begins.

import type { Library } from "../library/library";
import type { PageHost } from "../ui/host";

/** Draws a tool into its host; called each time the host joins a page, when as much of the log was read as it needs. */
export type Start = (host: PageHost, library: Library) => void | Promise<void>;
