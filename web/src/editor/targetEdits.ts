/** Changes of a panel's list of targets. */
import type { PanelTarget } from '../../../src/schema/dashboard.ts';
import { nextRefId } from '../dashboard/refIds.ts';

export function addTarget(targets: readonly PanelTarget[], target = ''): PanelTarget[] {
  return [...targets, { refId: nextRefId(targets.map(({ refId }) => refId)), target }];
}

/** A copy right below, under a letter of its own. */
export function duplicateTarget(targets: readonly PanelTarget[], at: number): PanelTarget[] {
  const copy = { ...targets[at], refId: nextRefId(targets.map(({ refId }) => refId)) };
  return targets.toSpliced(at + 1, 0, copy);
}

export function removeTarget(targets: readonly PanelTarget[], at: number): PanelTarget[] {
  return targets.toSpliced(at, 1);
}

export function setTarget(targets: readonly PanelTarget[], at: number, target: string): PanelTarget[] {
  return targets.map((each, i) => (i === at ? { ...each, target } : each));
}

export function toggleHidden(targets: readonly PanelTarget[], at: number): PanelTarget[] {
  return targets.map((each, i) => {
    if (i !== at) return each;
    const { hidden, ...rest } = each;
    return hidden ? rest : { ...rest, hidden: true };
  });
}

/** The list with one entry at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  if (from < 0 || from >= list.length) return [...list];
  const rest = list.toSpliced(from, 1);
  return rest.toSpliced(Math.max(0, Math.min(rest.length, to)), 0, list[from]);
}
