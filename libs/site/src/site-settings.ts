import { type CleanedEnv, makeValidator } from 'envalid';

/** Excludes characters with a meaning in haproxy.cfg, because HAProxy inserts the name unescaped into its error page. */
const PRODUCT_NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .’'!-]{0,39}(?<! )$/u;

const productName = makeValidator<string>((input) => {
  if (!PRODUCT_NAME.test(input)) throw new Error(`"${input}" is no such name`);
  return input.normalize('NFC');
});

const line = makeValidator<string>((input) => {
  if (/\p{Cc}/u.test(input)) throw new Error('it is more than one line of text');
  const { length } = [...input];
  if (length > 200) throw new Error(`it has ${length} characters`);
  return input;
});

/** Accepts an empty value for the default colour, because Compose passes one for a variable that is not set. */
const color = makeValidator<string>((input) => {
  if (!/^(#[\da-f]{6})?$/i.test(input)) throw new Error(`"${input}" is no colour`);
  return input;
});

/** What an operator can set for all pages: product name, footer, colours. */
export const siteSettings = {
  PRODUCT_NAME: productName({
    default: 'Motus',
    desc: "the name of the game: 1 to 40 letters, digits, spaces and . ’ ' ! -, starting with a letter or digit, not ending with a space",
  }),
  FOOTER_TEXT: line({
    default: '',
    desc: 'one line of at most 200 characters for the foot of the pages, or nothing',
  }),
  COLOR_GROUND: color({ default: '', desc: 'the colour of the background, as #rrggbb, or nothing' }),
  COLOR_ACCENT: color({ default: '', desc: 'the colour of what stands out, as #rrggbb, or nothing' }),
  COLOR_CORRECT: color({
    default: '',
    desc: 'the colour of a letter in its place, as #rrggbb, or nothing',
  }),
  COLOR_PRESENT: color({
    default: '',
    desc: 'the colour of a letter elsewhere in the word, as #rrggbb, or nothing',
  }),
  COLOR_ABSENT: color({
    default: '',
    desc: 'the colour of a letter that is not in the word, as #rrggbb, or nothing',
  }),
};

export type SiteSettings = CleanedEnv<typeof siteSettings>;
