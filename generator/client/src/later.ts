// What every chunk that loads later shares with the entry. Whatever loads later imports it from here, and here all of
// the entry is imported: so the bundler keeps that in one file, which is a kilobyte less than in two.

import "./elements";

export * from "./attempt";
export { loadElements } from "./chunks";
export { answerOf } from "./database";
export * from "./dom";
export * from "./grade";
export * from "./groups";
export * from "./item";
export { keyOf } from "./keys";
export * from "./log";
export * from "./progress";
export * from "./question";
export * from "./recall";
export { outboxOf } from "./outbox";
export { namesFiles, pageNamed } from "./page-names";
export * from "./record";
export * from "./replay";
export { logScope, scope } from "./scope";
export * from "./shuffle";
export * from "./strings";
export { addStyles } from "./styles";
export * from "./tab";
