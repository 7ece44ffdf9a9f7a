/** Both keys of a day share a hash slot: the braces hold all of the first; see ../ledger/keys.ts. */
export const keys = {
  /** String: the sealed answer, once the day has begun for somebody. */
  record: (day: string): string => `day:${day}:sealed-answer`,
  /** Hash: the sealed answer that an operator has chosen, by whom and when. */
  choice: (day: string): string => `{day:${day}:sealed-answer}:choice`,
};
