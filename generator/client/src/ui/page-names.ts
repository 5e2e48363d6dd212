// Only this module knows how the site's engine names the page of a Markdown file: by a folder, or, where its owner wants
// that, by a file.

/** The address of the page that the Markdown file `name` becomes, without ".md": "review/" or "review.html". */
export function pageNamed(name: string): string {
  return namesFiles() ? `${name}.html` : `${name}/`.replace(/(^|\/)index\/$/, "$1");
}

/** Whether pages of the site are addressed by files. */
export function namesFiles(): boolean {
  return globalThis.byheartSite?.files === true;
}
