/** What somebody is told whose change met another one. */
import type { Dashboard } from '../schema/dashboard.ts';
import type { ConflictAnswer } from '../schema/dashboards.ts';
import { diffDashboards } from './diff.ts';
import { mergeDashboards } from './merge.ts';
import type { StoredDashboard } from './source.ts';

export interface Conflict {
  /** What both changes were made from; null when it is not kept any more. */
  readonly base: Dashboard | null;
  readonly theirs: StoredDashboard;
  readonly ours: Dashboard;
}

/** Without a base, `ours` and `theirs` are told as changes of each other: what we would replace, and what with. */
export function conflictOf({ base, theirs: { record, dashboard }, ours }: Conflict): ConflictAnswer {
  const { version, updatedBy, updatedSeconds, title } = record;
  const merged = base === null ? null : mergeDashboards(base, dashboard, ours);
  return {
    error: {
      code: 'conflict',
      message: `${updatedBy ?? 'Somebody'} has saved version ${version} of "${title}" in the meantime.`,
      hint: 'Look at both changes, then save again with that version as baseVersion: the merged state, or your own.',
    },
    conflict: {
      ...{ version, updatedBy, updatedSeconds, dashboard },
      theirs: base === null ? diffDashboards(ours, dashboard) : diffDashboards(base, dashboard),
      ours: diffDashboards(base ?? dashboard, ours),
      merged: merged?.dashboard ?? null,
      overlaps: [...(merged?.overlaps ?? [])],
    },
  };
}
