// Only this module knows that true and false stand on paper without letters.

import type { Paper } from "../paper";

export default { unlettered: true } satisfies Paper;
