// Only this module knows the page "review".

import type { Start } from ".";

export const start: Start = () => undefined;
