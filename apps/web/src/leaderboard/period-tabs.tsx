import type { Period } from '@motus/contracts';
import { PERIODS } from '../app/route.ts';
import { leaderboardTexts } from './leaderboard-texts.ts';

interface PeriodTabsProps {
  current: Period;
  /** The address of each period. */
  hrefOf: (period: Period) => string;
}

/** Links to the day, the week, the month and all time. */
export function PeriodTabs({ current, hrefOf }: PeriodTabsProps) {
  return (
    <nav class="tabs" aria-label={leaderboardTexts.value.choose}>
      {PERIODS.map((period) => (
        <a key={period} href={hrefOf(period)} {...(period === current && { 'aria-current': 'page' })}>
          {leaderboardTexts.value.periods[period].tab}
        </a>
      ))}
    </nav>
  );
}
