// Only this module knows what is told of a card where only its type is known.

import type { Facts } from "../../library/facts";

export default { seconds: 10 } satisfies Facts;
