import type { Panel } from '../../../../src/schema/dashboard.ts';
import { expandReferences } from '../../../../src/view/variables/references.ts';
import type { DashboardScope } from '../scope.ts';

/** Targets that are not hidden, with variables and references to others put in; empty ones are not asked. */
export function askedTargets(
  panel: Panel,
  scope: Pick<DashboardScope, 'interpolate' | 'interpolateTarget'>,
): { id: string; target: string }[] {
  const targets = panel.targets ?? [];
  const hidden = new Set(targets.filter((one) => one.hidden).map((one) => one.refId));
  return expandReferences(targets)
    .filter(({ refId, target }) => !hidden.has(refId) && target.trim() !== '')
    .map(({ refId, target }) => ({
      id: refId,
      target: scope.interpolateTarget?.(target) ?? scope.interpolate(target),
    }));
}
