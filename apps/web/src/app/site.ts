/** The operator's own name and footer. */
export interface Site {
  /** The product name. */
  readonly name: string;
  /** A line at the foot of every page; empty for none. */
  readonly footer: string;
}

/** The part of the platform's `document` that is needed. */
interface Head {
  querySelector(selector: string): { getAttribute(name: string): string | null } | null;
}

/** Reads the site from the `<meta>` elements that motus fills in. */
export function readSite(head: Head): Site {
  const read = (name: string) => head.querySelector(`meta[name="motus:${name}"]`)?.getAttribute('content');
  return { name: read('name') || 'Motus', footer: read('footer') || '' };
}
