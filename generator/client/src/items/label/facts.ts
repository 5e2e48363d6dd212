// Only this module knows what is told of a labelled picture where only its type is known.

import type { Facts } from "../../library/facts";

export default { seconds: 12 } satisfies Facts;
