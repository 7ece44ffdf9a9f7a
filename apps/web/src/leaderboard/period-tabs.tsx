import type { Period } from '@motus/contracts';
import { PERIODS } from '../app/route.ts';
import { texts } from '../ui/texts/texts.ts';

interface PeriodTabsProps {
  current: Period;
  /** The address of each period. */
  hrefOf: (period: Period) => string;
}

/** The way to the day, the week, the month and all time. */
export function PeriodTabs({ current, hrefOf }: PeriodTabsProps) {
  return (
    <nav class="tabs" aria-label={texts.value.leaderboard.choose}>
      {PERIODS.map((period) => (
        <a key={period} href={hrefOf(period)} {...(period === current && { 'aria-current': 'page' })}>
          {texts.value.leaderboard.periods[period].tab}
        </a>
      ))}
    </nav>
  );
}
