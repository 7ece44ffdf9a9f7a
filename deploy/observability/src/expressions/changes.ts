import { SERVICES } from './instance-state.ts';

/** 1 for each instance that Prometheus can scrape. */
const ANSWERS = `(up{job=~"${SERVICES}|haproxy"} or redis_up{job=~"redis|sentinel"})`;

/** Has a value above 0 while an instance is down. */
export const INSTANCE_DOWN = `max by (instance) (1 - ${ANSWERS}) > 0`;

/** Has a value above 0 for ten seconds after an instance came back. */
export const INSTANCE_BACK = `max by (instance) (${ANSWERS}) == 1
  and on (instance) min by (instance) (
    min_over_time(up{job=~"${SERVICES}|haproxy"}[15s]) or min_over_time(redis_up{job=~"redis|sentinel"}[15s])
  ) == 0`;

/** Has a value above 0 after a service has connected to a new primary of its store. */
export const STORE_FAILED_OVER = 'max by (store) (increase(store_failovers_total[30s])) > 0';
