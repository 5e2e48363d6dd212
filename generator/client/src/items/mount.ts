// Only this module knows how an item is put into a page that is not its deck's: heading, shared stem and element from
// the deck's data, with links that lead from here to where they led from there.

import type { DeckData, DeckItem, Library, SiteItem } from "../library/library";
import { make } from "../ui/dom";
import { namesFiles } from "../ui/page-names";
import type { StudyItem } from "./item";

/** What stands on the page for one item. */
export interface Mounted {
  /** Holds all of it: put this into the page. */
  node: HTMLElement;
  /** The item's own element, which wakes up once `node` is in the page. */
  element: StudyItem;
}

/** Makes an item ready to be put into the page. Rejects where its data cannot be had. */
export async function mount(library: Library, item: SiteItem): Promise<Mounted> {
  const data = await library.data(item.deck);
  const found = data.items.find(({ id }) => id === item.id);
  if (!found) throw new Error(`${item.key} is not in the data of its deck`);
  const node = make("div", { class: "study-mounted" });
  node.append(...stemOf(data, found), headingOf(found), fragmentOf(found.html));
  const element = node.querySelector<StudyItem>(".study-item");
  if (!element) throw new Error(`${item.key} has no element`);
  element.dataset["deckFormerly"] = item.identity.deckFormerly.join(" ");
  if (element.dir) node.dir = element.dir;
  rebase(node, library.urlOf(item.deck.page));
  return { node, element };
}

/** What a group shows above its parts. */
function stemOf(data: DeckData, item: DeckItem): Node[] {
  const group = data.groups.find(({ id }) => id === item.group);
  if (!group) return [];
  const heading = make("p", { class: "study-question study-group-heading" });
  heading.append(fragmentOf(group.heading));
  return [heading, fragmentOf(group.html)];
}

function headingOf({ id, heading }: DeckItem): HTMLElement {
  const node = make("h3", { class: "study-question", id });
  node.append(fragmentOf(heading));
  return node;
}

/** HTML that the generator wrote; nothing else is ever put in as HTML. */
export function fragmentOf(html: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/** Links in the data are those of the deck's Markdown page, which lies beside the folder that its address names. */
export function rebase(node: ParentNode, page: string): void {
  const source = new URL(page.replace(/(?:\/|\.html)?$/, ".md"));
  for (const owner of node.querySelectorAll("[href], [src]")) {
    for (const name of ["href", "src"]) {
      const link = owner.getAttribute(name);
      if (link === null || /^([a-z][a-z0-9+.-]*:|\/)/i.test(link)) continue;
      owner.setAttribute(name, link.startsWith("#") ? page + link : pageLinked(new URL(link, source).href));
    }
  }
}

/** The address of what a link to a Markdown file means. */
function pageLinked(address: string): string {
  if (namesFiles()) return address.replace(/\.md(?=[?#]|$)/, ".html");
  return address.replace(/(?:\/index)?\.md(?=[?#]|$)/, "/");
}
