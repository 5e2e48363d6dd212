// Only this module knows that a page in the place of what moved leads on by itself.

import { follow } from "./moved";

follow();
addEventListener("hashchange", follow);
