/**
 * An error that the person at the terminal can fix: the message is one clear line, to be shown without a stack.
 */
export class SystemError extends Error {
  override name = 'SystemError';
  /** The last log lines of the instance that failed, oldest first; they usually contain the reason. */
  readonly lines: readonly string[];

  constructor(message: string, options: { lines?: readonly string[]; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.lines = options.lines ?? [];
  }
}
