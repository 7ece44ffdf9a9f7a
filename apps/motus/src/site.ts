import { type Html, html, SITE_STYLE_PATH, type SiteSettings, siteStyle } from '@motus/site';
import { madeFile, type PageFile } from './page-files.ts';

/**
 * The built page with what the operator made one's own: name, footer and ground colour in the document and in the
 * manifest, and where any colour is set the style sheet with it. Done once, at the start.
 *
 * @throws {Error} where the built page has no place for one of them
 */
export function fillIn(files: readonly PageFile[], site: SiteSettings): PageFile[] {
  const style = siteStyle(site);
  const filled = files.map((file) => {
    if (file.path === '/index.html') return madeFile(file.path, documentOf(text(file), site, style !== ''));
    if (file.path === '/manifest.webmanifest') return madeFile(file.path, manifestOf(text(file), site));
    return file;
  });
  return style === '' ? filled : [...filled, madeFile(SITE_STYLE_PATH, style)];
}

function text(file: PageFile): string {
  return file.plain.bytes.toString();
}

function documentOf(built: string, site: SiteSettings, styled: boolean): string {
  const name = site.PRODUCT_NAME;
  let page = replaced(built, /<title>[^<]*<\/title>/, html`<title>${name}</title>`);
  page = replaced(page, metaOf('motus:name'), html`<meta name="motus:name" content="${name}" />`);
  page = replaced(
    page,
    metaOf('motus:footer'),
    html`<meta name="motus:footer" content="${site.FOOTER_TEXT}" />`,
  );
  if (site.COLOR_GROUND !== '')
    page = replaced(
      page,
      metaOf('theme-color'),
      html`<meta name="theme-color" content="${site.COLOR_GROUND}" />`,
    );
  // Last in the head, where the page's own style sheets have been.
  return styled
    ? replaced(page, /(?=<\/head>)/, html`  <link rel="stylesheet" href="${SITE_STYLE_PATH}" />\n  `)
    : page;
}

function metaOf(name: string): RegExp {
  return new RegExp(`<meta name="${name}" content="[^"]*" ?/?>`);
}

function replaced(page: string, place: RegExp, by: Html): string {
  if (!place.test(page)) throw new Error(`the built page has no place for ${by.text.trim()}`);
  // A function, because in a string `$&` and the like would mean something.
  return page.replace(place, () => by.text);
}

function manifestOf(built: string, { PRODUCT_NAME: name, COLOR_GROUND: ground }: SiteSettings): string {
  return JSON.stringify({
    ...JSON.parse(built),
    name,
    short_name: name,
    ...(ground === '' ? {} : { theme_color: ground, background_color: ground }),
  });
}
