// Only this module knows the page "offline".

import type { Start } from ".";

export const start: Start = () => undefined;
