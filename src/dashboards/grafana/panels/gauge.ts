import { flag, member, words } from '../members.ts';
import { reduce } from './optionWords.ts';
import type { PanelKind } from './panelKind.ts';

export const gauge: PanelKind = {
  grafana: 'gauge',
  ours: 'gauge',
  members: [
    ...reduce,
    member('shape', 'shape', words({ gauge: 'arc', circle: 'circle' }), { ours: 'arc', grafana: 'arc' }),
    member('showThresholdLabels', 'showThresholdLabels', flag, { ours: false, grafana: false }),
    member('showThresholdRing', 'showThresholdMarkers', flag, { ours: true, grafana: true }),
  ],
};
