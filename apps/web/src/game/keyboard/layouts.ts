/** A key of the keyboard on screen: a letter A-Z, or one of the two with a meaning, named as in `KeyboardEvent.key`. */
export type Key = string;

export type LayoutName = 'azerty' | 'qwerty' | 'qwertz' | 'bepo';

/** Three rows of keys, from the top, each from the left; at most ten letters wide. */
export type Layout = readonly (readonly Key[])[];

/**
 * The keyboards on screen, by name. Letters are where typists of that layout know them; what is not A-Z is left out,
 * and so rows of BÉPO move together.
 */
export const layouts: Record<LayoutName, Layout> = {
  azerty: layout('AZERTYUIOP', 'QSDFGHJKLM', 'WXCVBN'),
  qwerty: layout('QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM'),
  qwertz: layout('QWERTZUIOP', 'ASDFGHJKL', 'YXCVBNM'),
  bepo: layout('BPOVDLJZW', 'AUIECTSRNM', 'YXKQGHF'),
};

function layout(top: string, home: string, bottom: string): Layout {
  return [[...top], [...home], [...bottom, 'Backspace', 'Enter']];
}
