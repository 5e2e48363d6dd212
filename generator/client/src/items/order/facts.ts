// Only this module knows what is told of an order question where only its type is known.

import type { Facts } from "../../library/facts";

export default { judged: "by-key", namesParts: true, seconds: 40 } satisfies Facts;
