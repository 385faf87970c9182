import { panelOptions } from '../../../schema/panelOptions.ts';
import { member, same } from '../members.ts';
import { legend, tooltip } from './optionWords.ts';
import type { PanelKind } from './panelKind.ts';

export const timeseries: PanelKind = {
  grafana: 'timeseries',
  ours: 'timeseries',
  members: [
    ...legend,
    ...tooltip,
    member('timeZones', 'timezone', same(panelOptions.timeseries.shape.timeZones)),
  ],
};
