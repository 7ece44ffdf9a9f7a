/** Lets the arrow keys move between the days of a calendar; Tab goes from one to the next as ever. */
export function moveByArrows(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const step = STEPS[event.key];
  if (step === undefined || !(event.target instanceof HTMLElement)) return;
  const days = [...event.currentTarget.querySelectorAll<HTMLElement>('a[data-day]')];
  const next = days[days.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** The days of a month that can be opened follow each other without a gap. */
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
