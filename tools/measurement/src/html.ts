/** The HTML page of a report: one file without scripts, for light and dark colour schemes. */
export function htmlPage(options: { title: string; style: string; body: string }): string {
  const { title, style, body } = options;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${STYLE}${style}</style>
${body}
</html>
`;
}

/** A list of terms and values in one row. */
export function factList(facts: Readonly<Record<string, string>>): string {
  const entries = Object.entries(facts).map(
    ([term, fact]) => `<div><dt>${term}</dt><dd>${escaped(fact)}</dd></div>`,
  );
  return `<dl>${entries.join('')}</dl>`;
}

/** @param textColumns the number of leading columns that hold text, aligned left; the others hold numbers */
export function htmlTable(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  textColumns: number,
): string {
  const classOf = (i: number) => (i < textColumns ? ' class="words"' : '');
  const head = headings.map((heading, i) => `<th scope="col"${classOf(i)}>${escaped(heading)}</th>`);
  const body = rows.map(
    (row) => `<tr>${row.map((cell, i) => `<td${classOf(i)}>${escaped(cell)}</td>`).join('')}</tr>`,
  );
  return `<div class="wide"><table><thead><tr>${head.join('')}</tr></thead>
<tbody>${body.join('\n')}</tbody></table></div>`;
}

/** The list of checks, failed ones first. */
export function checkList(
  checks: readonly { readonly what: string; readonly passed: boolean; readonly detail: string }[],
): string {
  const sorted = checks.toSorted((a, b) => Number(a.passed) - Number(b.passed));
  const items = sorted.map(
    ({ what, passed, detail }) =>
      `<li class="${passed ? 'passed' : 'broken'}">${escaped(what)}: ${escaped(detail)}</li>`,
  );
  return `<h2>Checks</h2>\n<ul class="checks">${items.join('\n')}</ul>`;
}

/** Escapes text for an element or a double-quoted attribute. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; --red: light-dark(#b3261e, #ff8a80);
  --blue: light-dark(#1f5fbf, #8ab4f8); --grey: light-dark(#5f6368, #9aa0a6); --line: light-dark(#d5d8dc, #3c4043) }
body { max-width: 78rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2rem }
dl { display: flex; flex-wrap: wrap; gap: .5rem 2rem } dt { color: var(--grey); font-size: .8rem } dd { margin: 0 }
figure { margin: 1.5rem 0 } svg { width: 100%; min-width: 50rem; height: auto } figcaption { color: var(--grey); font-size: .85rem }
svg text { font-size: 11px; fill: var(--grey) }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th, td { padding: .25rem .6rem; border-bottom: 1px solid var(--line); text-align: right } .words { text-align: left }
.checks { list-style: none; padding: 0; columns: 2 24rem; font-size: .9rem }
.passed::before { content: "✓ "; color: light-dark(#1e7d32, #81c995) } .broken { color: var(--red) } .broken::before { content: "✗ " }
`;
