/** Snapshots: a dashboard with its data as they were. Whoever may look at dashboards and has the key may read one. */
import {
  makeSnapshot,
  type SnapshotSummary,
  snapshotAnswer,
  snapshotSummary,
  snapshotsAnswer,
} from '../../../schema/dashboards.ts';
import { authorOf } from '../../authorOf.ts';
import { HttpError } from '../../httpError.ts';
import type { Call, Route } from '../../route.ts';

/** The data are in it: 24 panels of 10 series with 1,000 values each have about 3 MB. */
const MAX_BYTES = 32 * 2 ** 20;

export const snapshots: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/snapshots',
    role: 'editor',
    about: {
      ...{ group: 'Snapshots', summary: 'All snapshots, the newest first', answer: snapshotsAnswer },
    },
    handle: ({ deps }): { snapshots: SnapshotSummary[] } => ({ snapshots: deps.snapshots.list() }),
  },
  {
    method: 'POST',
    path: '/api/snapshots',
    role: 'editor',
    bodyBytes: MAX_BYTES,
    about: {
      ...{ group: 'Snapshots', summary: 'Keep a dashboard with its data as they are' },
      ...{ body: makeSnapshot, answer: snapshotSummary },
    },
    handle: ({ request, identity, deps }): Promise<SnapshotSummary> =>
      deps.snapshots.make(makeSnapshot.parse(request.body), authorOf(identity)),
  },
  {
    method: 'GET',
    path: '/api/snapshots/:key',
    role: 'viewer',
    about: { group: 'Snapshots', summary: 'Read a snapshot by its key', answer: snapshotAnswer },
    handle: read,
  },
  {
    method: 'DELETE',
    path: '/api/snapshots/:key',
    role: 'editor',
    about: { group: 'Snapshots', summary: 'Remove a snapshot', answer: null },
    handle(call) {
      if (!call.deps.snapshots.remove(keyOf(call))) throw noSnapshot();
      return call.reply.code(204).send();
    },
  },
];

async function read(call: Call): Promise<unknown> {
  const found = await call.deps.snapshots.read(keyOf(call));
  if (found === null) throw noSnapshot();
  // The content is JSON already, and long: it is passed on as it is.
  const json = `{"snapshot":${JSON.stringify(found.summary)},"content":${found.content}}`;
  return call.reply.type('application/json; charset=utf-8').send(json);
}

function keyOf({ request }: Call): string {
  return (request.params as { key: string }).key;
}

/** A key that is wrong is not repeated: it may be a typo of a right one, and errors are logged by many. */
export function noSnapshot(): HttpError {
  return new HttpError(404, 'not-found', 'There is no such snapshot.', {
    hint: 'Its time may be over, or somebody has deleted it.',
  });
}
