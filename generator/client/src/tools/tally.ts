// Only this module knows the page "tally".

import type { Start } from ".";

export const start: Start = () => undefined;
