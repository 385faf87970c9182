import { panelOptions } from '../../../schema/panelOptions.ts';
import { flag, member, same } from '../members.ts';
import { legendWithoutCalcs, showValues, tooltip } from './optionWords.ts';
import type { PanelKind } from './panelKind.ts';

const shape = panelOptions['state-timeline'].shape;

export const stateTimeline: PanelKind = {
  grafana: 'state-timeline',
  ours: 'state-timeline',
  members: [
    ...legendWithoutCalcs,
    ...tooltip,
    member('mergeEqual', 'mergeValues', flag, { ours: true, grafana: true }),
    member('showValues', 'showValue', showValues, { ours: 'auto', grafana: 'auto' }),
    member('rowHeight', 'rowHeight', same(shape.rowHeight), { ours: 0.8, grafana: 0.9 }),
    member('perPage', 'perPage', same(shape.perPage)),
  ],
};
