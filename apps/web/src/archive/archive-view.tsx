import { dayBefore, monthOf } from '@motus/game';
import { useEffect, useMemo } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
import { createResource } from '../app/resource.ts';
import { createArchiveApi } from './archive-api.ts';
import { ArchivedDay } from './archived-day.tsx';
import { Calendar } from './calendar.tsx';

/** The words of past days: a month of them, or the play of one, as the address says. */
export function ArchiveView() {
  const { caller, ask, device, game, route } = useApp();
  const api = useMemo(() => createArchiveApi(caller), [caller]);
  const months = useMemo(() => createResource(ask, api.month), [ask, api]);
  const { day } = route.value;
  // Today at the server; until that is known, by this machine's clock.
  const today = game.today.value ?? new Date(device.now()).toISOString().slice(0, 10);
  const month = route.value.month ?? monthOf(day ?? dayBefore(today));
  // Also on the way back from a day: it may have been played.
  useEffect(() => void months.open(month), [months, month, day]);

  const span = months.current.value?.value ?? null;
  return day ? (
    <ArchivedDay key={day} day={day} api={api} span={span} />
  ) : (
    <Calendar month={month} months={months} />
  );
}
