/** Who asks, in words that an administrator knows. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Client, Identity } from '../../accounts/identity.ts';
import type { Asker } from '../../schema/queries.ts';

const MOST_CHARACTERS = 120;

export function askerOf(headers: IncomingHttpHeaders, identity: Identity, { address }: Client): Asker {
  const signedIn = identity.kind === 'anonymous' ? null : identity;
  return {
    kind: signedIn?.kind ?? 'address',
    name: signedIn?.name ?? address,
    address,
    userAgent: text(headers['user-agent']),
    dashboard: text(headers['x-dashboard-uid']) || text(headers['x-dashboard-id']),
    panel: text(headers['x-panel-id']),
  };
}

/** Whose turn a query takes: equal for all that one user or token asks, whatever it asks with. */
export function lineOf({ kind, name }: Asker): string {
  return `${kind} ${name}`;
}

function text(header: string | string[] | undefined): string {
  return String(header ?? '').slice(0, MOST_CHARACTERS);
}
