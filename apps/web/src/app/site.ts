/** What the operator has made one's own. */
export interface Site {
  /** The product name. */
  readonly name: string;
  /** Shown at the foot of the pages; empty for none. */
  readonly footer: string;
}

/** The part of the platform's `document` that is needed. */
interface Head {
  querySelector(selector: string): { getAttribute(name: string): string | null } | null;
}

/** Reads the site's settings from the `<meta>` elements that the server has filled in. */
export function siteOf(head: Head): Site {
  const read = (name: string) => head.querySelector(`meta[name="motus:${name}"]`)?.getAttribute('content');
  return { name: read('name') || 'Motus', footer: read('footer') || '' };
}
