import { panelOptions } from '../../../schema/panelOptions.ts';
import { member, same } from '../members.ts';
import { legendWithoutCalcs, showValues, tooltip } from './optionWords.ts';
import type { PanelKind } from './panelKind.ts';

const shape = panelOptions['status-history'].shape;

export const statusHistory: PanelKind = {
  grafana: 'status-history',
  ours: 'status-history',
  members: [
    ...legendWithoutCalcs,
    ...tooltip,
    member('showValues', 'showValue', showValues, { ours: 'auto', grafana: 'auto' }),
    member('rowHeight', 'rowHeight', same(shape.rowHeight), { grafana: 0.9 }),
    member('perPage', 'perPage', same(shape.perPage)),
  ],
};
