// Only this module knows how an object is read by a name that content or a learner's file chose: of what an object
// inherits ("constructor" is a good id) nothing is ever meant. A test finds each place that reads one otherwise.

/** What an object itself holds under a name; undefined where it holds nothing. */
export function own<Value>(object: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined {
  return object && Object.hasOwn(object, name) ? object[name] : undefined;
}
