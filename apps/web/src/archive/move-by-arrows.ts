/** Moves the focus between the days of a calendar with the arrow keys; Tab also moves from day to day. */
export function moveByArrows(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const step = STEPS[event.key];
  if (step === undefined || !(event.target instanceof HTMLElement)) return;
  const days = [...event.currentTarget.querySelectorAll<HTMLElement>('a[data-day]')];
  const next = days[days.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** Steps in days: the linked days of a month are consecutive. */
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
