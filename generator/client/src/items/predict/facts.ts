// Only this module knows what is told of a predict question where only its type is known.

import type { Facts } from "../../library/facts";

export default { judged: "by-key", seconds: 45 } satisfies Facts;
