/**
 * How far the clocks of two machines, or of one before and after it was set, may be apart, in seconds: no token is refused
 * for that (RFC 7519, section 4.1.4).
 */
export const CLOCK_TOLERANCE = 300;
