import type { TestContext } from 'node:test';

/** For tests: places whose date differs from that in UTC, before and after midnight. */
export const FAR_TIME_ZONES = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'];

/** For tests: moves the device to a time zone until the end of the test. */
export function moveTo(timeZone: string, test: TestContext): void {
  const before = process.env.TZ;
  process.env.TZ = timeZone;
  test.after(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });
}
