// Only this module knows the page "sheets".

import type { Start } from ".";

export const start: Start = () => undefined;
