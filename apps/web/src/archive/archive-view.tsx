import { dayBefore, monthOf } from '@motus/game';
import { useEffect, useMemo } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
import { createResource } from '../app/resource.ts';
import type { ArchiveRoute } from '../app/route.ts';
import { createArchiveApi } from './archive-api.ts';
import { ArchivedDay } from './archived-day.tsx';
import { Calendar } from './calendar.tsx';

/** The words of past days: the calendar of a month, or the play of a day. */
export function ArchiveView({ route }: { route: ArchiveRoute }) {
  const { client, retry, device, game } = useApp();
  const api = useMemo(() => createArchiveApi(client), [client]);
  const months = useMemo(() => createResource(retry, api.month), [retry, api]);
  const day = route.page === 'day' ? route.day : null;
  // Today at the server; while that is unknown, by the clock of this device.
  const today = game.today.value ?? new Date(device.now()).toISOString().slice(0, 10);
  const month = route.page === 'month' ? route.month : monthOf(day ?? dayBefore(today));
  // `day` is a dependency because the player may have played before returning to the calendar.
  useEffect(() => void months.load(month), [months, month, day]);

  const span = months.current.value?.value ?? null;
  return day ? (
    <ArchivedDay key={day} day={day} api={api} span={span} />
  ) : (
    <Calendar month={month} months={months} />
  );
}
