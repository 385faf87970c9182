import type { Dashboard, Panel } from '../../../src/schema/dashboard.ts';
import { nextRefId } from './refIds.ts';

/** A new dashboard, with the panel that an address hands over: `?target=…&target=…&title=…`. */
export function newDashboard(search: string): Dashboard {
  const params = new URLSearchParams(search);
  const targets = params.getAll('target').filter((target) => target.trim() !== '');
  const title = params.get('title')?.trim();
  const letters: string[] = [];
  const panel: Panel = {
    id: 'p1',
    type: 'timeseries',
    ...(title ? { title } : {}),
    grid: { x: 0, y: 0, w: 24, h: 10 },
    targets: targets.map((target) => {
      const refId = nextRefId(letters);
      letters.push(refId);
      return { refId, target };
    }),
  };
  const from = params.get('from');
  return {
    format: 'plumbago-dashboard',
    formatVersion: 1,
    title: title || 'New dashboard',
    ...(from ? { time: { from, until: params.get('until') || 'now' } } : {}),
    rows: [{ id: 'r1', panels: targets.length > 0 ? [panel] : [] }],
  };
}
