/**
 * Renders the icons of the installed page from their SVG sources in public/icons/. Run it after changing a source.
 *
 * Usage: node build/render-icons.ts [path of Chromium]
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const chromium = process.argv[2] ?? '/usr/bin/chromium';

render('icon', 'icon-192', 192);
render('icon', 'icon-512', 512);
render('icon-maskable', 'icon-maskable-512', 512);
// iOS rounds the corners, and shows transparent ones black.
render('icon-maskable', 'apple-touch-icon', 180);

function render(source: string, name: string, size: number): void {
  execFileSync(chromium, [
    '--headless',
    '--no-sandbox',
    '--disable-background-networking',
    '--hide-scrollbars',
    '--default-background-color=00000000',
    `--window-size=${size},${size}`,
    `--screenshot=${pathOf(`${name}.png`)}`,
    `file://${pathOf(`${source}.svg`)}`,
  ]);
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(`../public/icons/${name}`, import.meta.url));
}
