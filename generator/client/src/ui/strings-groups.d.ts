// What `strings-plugin.mjs` makes of a catalogue that is imported with the name of a group.

declare module "*.json?explain" {
  const strings: Record<string, string>;
  export default strings;
}
declare module "*.json?types" {
  const strings: Record<string, string>;
  export default strings;
}
declare module "*.json?changed" {
  const strings: Record<string, string>;
  export default strings;
}
declare module "*.json?dialogs" {
  const strings: Record<string, string>;
  export default strings;
}
declare module "*.json?deck" {
  const strings: Record<string, string>;
  export default strings;
}
declare module "*.json?lists" {
  const strings: Record<string, string>;
  export default strings;
}
declare module "*.json?tools" {
  const strings: Record<string, string>;
  export default strings;
}
declare module "*.json?confidence" {
  const strings: Record<string, string>;
  export default strings;
}
declare module "*.json?offline" {
  const strings: Record<string, string>;
  export default strings;
}
declare module "*.json?keep" {
  const strings: Record<string, string>;
  export default strings;
}
declare module "*.json?sheets" {
  const strings: Record<string, string>;
  export default strings;
}
declare module "*.json?review" {
  const strings: Record<string, string>;
  export default strings;
}
declare module "*.json?practice" {
  const strings: Record<string, string>;
  export default strings;
}
declare module "*.json?progress" {
  const strings: Record<string, string>;
  export default strings;
}
declare module "*.json?settings" {
  const strings: Record<string, string>;
  export default strings;
}
declare module "*.json?tally" {
  const strings: Record<string, string>;
  export default strings;
}
declare module "*.json?aloud" {
  const strings: Record<string, string>;
  export default strings;
}
declare module "*.json?leeches" {
  const strings: Record<string, string>;
  export default strings;
}
declare module "*.json?trouble" {
  const strings: Record<string, string>;
  export default strings;
}
declare module "*.json?move" {
  const strings: Record<string, string>;
  export default strings;
}
