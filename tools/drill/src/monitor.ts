import type { ComponentKind } from './component-kind.ts';
import type { Fault } from './options.ts';

/** A fault that was injected into a component. */
export interface InjectedFault {
  readonly kind: ComponentKind;
  /** The instance that has the fault; the name of a store for a fault of both its nodes. */
  readonly instance: string;
  readonly fault: Fault;
  /** In milliseconds since the Unix epoch. */
  readonly injectedAt: number;
}

/** How a monitor sees one fault. */
export interface Observation {
  /** The time within which it reports a component that was killed or does not answer, in milliseconds. */
  readonly within: number;
  /** Whether it reports the fault now. */
  isReported(): Promise<boolean>;
}

/** A part of the system that watches components, and from which an operator learns that one is down. */
export interface Monitor {
  readonly name: 'HAProxy' | 'Sentinel' | 'Prometheus';
  /** @returns undefined if it does not watch the component, or cannot see the fault */
  observe(fault: InjectedFault): Observation | undefined;
}

/** The faults in which a component gives no answer, so that whatever watches it must notice. */
export const UNANSWERED_FAULTS: readonly Fault[] = ['kill', 'hang', 'cut'];
