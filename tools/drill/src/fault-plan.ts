import type { ComponentKind } from './component-kind.ts';
import type { Component } from './components.ts';
import type { DrillOptions, Fault } from './options.ts';

/** One step of a drill: a fault and the component it is injected into. */
export interface Step {
  readonly component: Component;
  readonly fault: Fault;
}

/** Components that are single instances. */
const INSTANCE_KINDS: readonly ComponentKind[] = [
  'service',
  'primary',
  'replica',
  'sentinel',
  'haproxy',
  'observability',
];

/** The kinds of component that each fault is injected into. A `store` is both its nodes at once, as on one machine with one disk. */
const KINDS_BY_FAULT: Readonly<Record<Fault, readonly ComponentKind[]>> = {
  kill: [...INSTANCE_KINDS, 'everything'],
  term: INSTANCE_KINDS,
  hang: INSTANCE_KINDS,
  cut: INSTANCE_KINDS,
  'disk-lost': ['primary', 'replica'],
  'file-damaged': ['primary', 'replica'],
  'disk-full': ['store'],
  'power-cut': ['store', 'everything'],
};

/** Faults that are left out for a node without a twin, which has the only copy of the data. */
const DATA_LOSS_FAULTS: readonly Fault[] = ['disk-lost', 'file-damaged'];

const LABELS: Partial<Record<Fault, string>> = {
  'disk-lost': 'disk lost',
  'file-damaged': 'file damaged',
  'disk-full': 'disk full',
  'power-cut': 'power cut (unsynced lost)',
};

/** The name of a fault in reports. */
export function faultLabel(fault: Fault): string {
  return LABELS[fault] ?? fault;
}

/** Plans the steps of a drill in order, those that affect every component last. */
export function planSteps(
  components: readonly Component[],
  options: Pick<DrillOptions, 'faults' | 'short' | 'only'>,
): Step[] {
  const { faults, short, only } = options;
  const ofKind = (kind: ComponentKind) => components.filter((component) => component.kind === kind);
  const steps = faults
    .flatMap((fault) => components.map((component) => ({ component, fault })))
    .filter(({ component, fault }) => KINDS_BY_FAULT[fault].includes(component.kind))
    .filter(({ component, fault }) => component.hasTwin !== false || !DATA_LOSS_FAULTS.includes(fault))
    .filter((step) => !short || only.length > 0 || isInShortDrill(step, faults, ofKind));
  return [...steps.filter((step) => !affectsEverything(step)), ...steps.filter(affectsEverything)];
}

/**
 * A short drill leaves out similar steps: it kills one of the Sentinels and each of the other components, injects term, hang
 * and cut into one service, and each fault of a disk once.
 */
function isInShortDrill(
  { component, fault }: Step,
  faults: readonly Fault[],
  ofKind: (kind: ComponentKind) => readonly Component[],
): boolean {
  const { kind } = component;
  switch (fault) {
    case 'kill':
      if (kind === 'everything') return !faults.includes('power-cut');
      return kind !== 'sentinel' || component === ofKind(kind)[0];
    case 'term':
      return component === ofKind('service')[0];
    case 'hang':
    case 'cut':
      return component === ofKind('service').at(-1);
    case 'disk-lost':
      return component === ofKind('primary').at(-1);
    case 'file-damaged':
      return component === ofKind('replica')[0];
    case 'disk-full':
      return component === ofKind('store').at(-1);
    case 'power-cut':
      return kind === 'everything';
  }
}

function affectsEverything({ component }: Step): boolean {
  return component.kind === 'everything';
}
