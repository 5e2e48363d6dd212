// What `types-plugin.mjs` makes of the `paper.ts` of all item types that have one, by the name of the type.

declare module "item-paper" {
  const papers: Readonly<Record<string, import("./paper").Paper>>;
  export default papers;
}
