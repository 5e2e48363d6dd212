// Only this module knows the page "practice".

import type { Start } from ".";

export const start: Start = () => undefined;
