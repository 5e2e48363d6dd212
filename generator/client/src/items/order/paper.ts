// Only this module knows that no version of a quiz form lists steps in a right order.

import type { Paper } from "../paper";
import { startOf } from "./grade";

export default {
  rows: (key, seed) => startOf({ ties: [], ...JSON.parse(key) }, seed),
} satisfies Paper;
