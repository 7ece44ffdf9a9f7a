/** A key of the keyboard on screen: a letter A-Z, `Backspace` or `Enter`, as in `KeyboardEvent.key`. */
export type Key = string;

export type LayoutName = 'azerty' | 'qwerty' | 'qwertz' | 'bepo';

/** Three rows of keys, from top to bottom, each from left to right, with at most ten letters. */
export type Layout = readonly (readonly Key[])[];

/** The layouts by name, like the physical keyboards, but without the keys that are not A-Z. */
export const layouts: Record<LayoutName, Layout> = {
  azerty: layout('AZERTYUIOP', 'QSDFGHJKLM', 'WXCVBN'),
  qwerty: layout('QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM'),
  qwertz: layout('QWERTZUIOP', 'ASDFGHJKL', 'YXCVBNM'),
  bepo: layout('BPOVDLJZW', 'AUIECTSRNM', 'YXKQGHF'),
};

function layout(top: string, home: string, bottom: string): Layout {
  return [[...top], [...home], [...bottom, 'Backspace', 'Enter']];
}
