import { panelOptions } from '../../../schema/panelOptions.ts';
import { flag, member, same } from '../members.ts';
import { legendWithoutCalcs, tooltip } from './optionWords.ts';
import type { PanelKind } from './panelKind.ts';

export const histogram: PanelKind = {
  grafana: 'histogram',
  ours: 'histogram',
  members: [
    ...legendWithoutCalcs,
    ...tooltip,
    member('bucketSize', 'bucketSize', same(panelOptions.histogram.shape.bucketSize)),
    member('buckets', 'bucketCount', same(panelOptions.histogram.shape.buckets), { ours: 30, grafana: 30 }),
    member('combine', 'combine', flag, { ours: false, grafana: false }),
  ],
};
