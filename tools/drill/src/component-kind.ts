export type ComponentKind =
  | 'service'
  | 'primary'
  | 'replica'
  | 'store'
  | 'sentinel'
  | 'haproxy'
  | 'observability'
  | 'everything';

/** The kind of an instance that is no node of a store. */
export function kindOf(name: string): ComponentKind {
  if (name.startsWith('haproxy')) return 'haproxy';
  if (name.startsWith('sentinel')) return 'sentinel';
  return /^(auth|motus|score)\d*$/.test(name) ? 'service' : 'observability';
}
