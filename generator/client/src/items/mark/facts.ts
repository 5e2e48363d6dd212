// Only this module knows what is told of a mark question where only its type is known.

import type { Facts } from "../../library/facts";

export default { judged: "by-key", namesParts: true, seconds: 40 } satisfies Facts;
