/**
 * The colours of Okabe and Ito, which people with any colour vision can tell apart. Colour is never the only sign: each state
 * has a text with a symbol as well.
 *
 * @see https://jfly.uni-koeln.de/color/
 */
export const COLORS = {
  blue: '#0072B2',
  sky: '#56B4E9',
  orange: '#E69F00',
  vermillion: '#D55E00',
  purple: '#CC79A7',
  yellow: '#F0E442',
  grey: '#999999',
} as const;

/** What the colours of states and thresholds mean. */
export const OK = COLORS.sky;
export const WARNING = COLORS.orange;
export const BAD = COLORS.vermillion;
export const UNKNOWN = COLORS.grey;

/** The colours of the lines of a graph, in the order of its queries. */
export const LINE_COLORS = [
  COLORS.sky,
  COLORS.orange,
  COLORS.purple,
  COLORS.yellow,
  COLORS.blue,
  COLORS.vermillion,
  COLORS.grey,
] as const;
