// What `strings-plugin.mjs` makes of a catalogue that is imported with a suffix.

declare module "*.json?later" {
  const strings: Record<string, string>;
  export default strings;
}
