// Only this module knows the page "progress".

import type { Start } from ".";

export const start: Start = () => undefined;
