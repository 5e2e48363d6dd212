// The entry. It runs after the chunk that it shares with the others, so that the site's strings, which the generator
// puts in front of it, are there before anything is said.

import { start } from "./elements";

start();
