// Only this module knows what is told of an explain prompt where only its type is known.

import type { Facts } from "../../library/facts";

export default { judged: "by-concepts", seconds: 120 } satisfies Facts;
