// What `types-plugin.mjs` makes of the `facts.ts` of all item types, by the name of the type.

declare module "item-facts" {
  const facts: Readonly<Record<string, import("./facts").Facts>>;
  export default facts;
}
