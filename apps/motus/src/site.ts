import { type Html, html, SITE_STYLE_PATH, type SiteSettings, siteStyle } from '@motus/site';
import { createPageFile, type PageFile } from './page-files.ts';

/**
 * Applies the operator's settings to the built page, once, at the start: name, footer and ground colour in the document
 * and in the manifest, and a style sheet where any colour is set.
 *
 * @throws {Error} where the built page has no element for one of them
 */
export function applySiteSettings(files: readonly PageFile[], site: SiteSettings): PageFile[] {
  const style = siteStyle(site);
  const filled = files.map((file) => {
    if (file.path === '/index.html')
      return createPageFile(file.path, documentOf(text(file), site, style !== ''));
    if (file.path === '/manifest.webmanifest') return createPageFile(file.path, manifestOf(text(file), site));
    return file;
  });
  return style === '' ? filled : [...filled, createPageFile(SITE_STYLE_PATH, style)];
}

function text(file: PageFile): string {
  return file.plain.bytes.toString();
}

function documentOf(built: string, site: SiteSettings, styled: boolean): string {
  const name = site.PRODUCT_NAME;
  let page = replaceElement(built, /<title>[^<]*<\/title>/, html`<title>${name}</title>`);
  page = replaceElement(page, metaOf('motus:name'), html`<meta name="motus:name" content="${name}" />`);
  page = replaceElement(
    page,
    metaOf('motus:footer'),
    html`<meta name="motus:footer" content="${site.FOOTER_TEXT}" />`,
  );
  if (site.COLOR_GROUND !== '')
    page = replaceElement(
      page,
      metaOf('theme-color'),
      html`<meta name="theme-color" content="${site.COLOR_GROUND}" />`,
    );
  // At the end of the head, so that it overrides the page's own style sheets.
  return styled
    ? replaceElement(page, /(?=<\/head>)/, html`  <link rel="stylesheet" href="${SITE_STYLE_PATH}" />\n  `)
    : page;
}

function metaOf(name: string): RegExp {
  return new RegExp(`<meta name="${name}" content="[^"]*" ?/?>`);
}

function replaceElement(page: string, element: RegExp, by: Html): string {
  if (!element.test(page)) throw new Error(`the built page has no place for ${by.text.trim()}`);
  // A function, because `$&` and the like are special in a replacement string.
  return page.replace(element, () => by.text);
}

function manifestOf(built: string, { PRODUCT_NAME: name, COLOR_GROUND: ground }: SiteSettings): string {
  return JSON.stringify({
    ...JSON.parse(built),
    name,
    short_name: name,
    ...(ground === '' ? {} : { theme_color: ground, background_color: ground }),
  });
}
