/**
 * Formats rows of cells as lines of text with aligned columns.
 *
 * @param textColumns the number of leading columns, aligned left; the others hold numbers, aligned right
 */
export function textTable(rows: readonly (readonly string[])[], textColumns: number): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(...rows.map((row) => (row[i] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, i) => (i < textColumns ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
