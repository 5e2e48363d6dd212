// Only this module knows the page "settings".

import type { Start } from ".";

export const start: Start = () => undefined;
