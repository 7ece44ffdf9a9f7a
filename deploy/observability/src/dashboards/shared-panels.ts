import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import { linkTo } from '../grafana/links.ts';
import { OK, WARNING } from '../grafana/palette.ts';
import { numbers } from '../grafana/panels.ts';

/** Whether each store has its replica, as its services see it. */
export function replicaStates() {
  return numbers({
    title: 'Does each store have its replica?',
    description:
      'Whether the replica confirms writes, as the services see it. Without it the game goes on, but a new write exists once.',
    unit: 'none',
    queries: [{ expr: 'min by (store) (store_replica_connected)', legend: '{{store}}' }],
    mappings: [
      {
        type: MappingType.ValueToText,
        options: {
          0: { text: '! no replica', color: WARNING, index: 0 },
          1: { text: '✓ replicated', color: OK, index: 1 },
        },
      },
    ],
    text: 'both',
    next: [linkTo('motus-stores')],
  });
}
