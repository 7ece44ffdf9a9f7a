/** Made by build/word-files.ts. */
declare module 'virtual:word-files' {
  /** Where the words of each length are. */
  export const addresses: Record<6 | 7 | 8 | 9, string>;
}
