/** « 1 essai », « 2 essais », « 1 000 essais »: a French plural starts at 2. */
export function pluralFr(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('fr-FR')} ${count < 2 ? one : many}`;
}

/** “0 attempts”, “1 attempt”, “1,000 attempts”. */
export function pluralEn(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
