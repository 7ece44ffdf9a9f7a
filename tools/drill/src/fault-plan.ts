import type { Component, Kind } from './components.ts';
import type { DrillOptions, Fault } from './options.ts';

/** One thing that a drill does. */
export interface Step {
  readonly component: Component;
  readonly fault: Fault;
}

/** What is killed, ended or halted alone: single instances. */
const INSTANCES: readonly Kind[] = ['service', 'primary', 'replica', 'sentinel', 'haproxy', 'observability'];

/** To whom each fault is done. A store as a whole is both its nodes at once, as on one machine with one disk. */
const APPLIES: Readonly<Record<Fault, readonly Kind[]>> = {
  kill: [...INSTANCES, 'everything'],
  term: INSTANCES,
  hang: INSTANCES,
  cut: INSTANCES,
  'disk-lost': ['primary', 'replica'],
  'file-damaged': ['primary', 'replica'],
  'disk-full': ['store'],
  'power-cut': ['store', 'everything'],
};

/** What a node without a twin is spared: it has the only copy. */
const OF_ONE_COPY: readonly Fault[] = ['disk-lost', 'file-damaged'];

const LABELS: Partial<Record<Fault, string>> = {
  'disk-lost': 'disk lost',
  'file-damaged': 'file damaged',
  'disk-full': 'disk full',
  'power-cut': 'power cut (unsynced lost)',
};

/** A fault as a report calls it. */
export function labelOf(fault: Fault): string {
  return LABELS[fault] ?? fault;
}

/** The steps of a drill, in order; what befalls everything is last. */
export function stepsOf(
  components: readonly Component[],
  options: Pick<DrillOptions, 'faults' | 'short' | 'only'>,
): Step[] {
  const { faults, short, only } = options;
  const alike = (kind: Kind) => components.filter((component) => component.kind === kind);
  const steps = faults
    .flatMap((fault) => components.map((component) => ({ component, fault })))
    .filter(({ component, fault }) => APPLIES[fault].includes(component.kind))
    .filter(({ component, fault }) => component.hasTwin !== false || !OF_ONE_COPY.includes(fault))
    .filter((step) => !short || only.length > 0 || isInShort(step, faults, alike));
  const [last, first] = [steps.filter(isOfAll), steps.filter((step) => !isOfAll(step))];
  return [...first, ...last];
}

/**
 * A short drill does without what is most like something else: it kills one Sentinel and everything else, tries term,
 * hang and cut on one service, and each fault of a disk once.
 */
function isInShort(
  { component, fault }: Step,
  faults: readonly Fault[],
  alike: (kind: Kind) => readonly Component[],
): boolean {
  const { kind } = component;
  switch (fault) {
    case 'kill':
      if (kind === 'everything') return !faults.includes('power-cut');
      return kind !== 'sentinel' || component === alike(kind)[0];
    case 'term':
      return component === alike('service')[0];
    case 'hang':
    case 'cut':
      return component === alike('service').at(-1);
    case 'disk-lost':
      return component === alike('primary').at(-1);
    case 'file-damaged':
      return component === alike('replica')[0];
    case 'disk-full':
      return component === alike('store').at(-1);
    case 'power-cut':
      return kind === 'everything';
  }
}

function isOfAll({ component }: Step): boolean {
  return component.kind === 'everything';
}
