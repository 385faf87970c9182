import { panelOptions } from '../../../schema/panelOptions.ts';
import { member, same, sameWords } from '../members.ts';
import { legendWithoutCalcs, reduce, tooltip } from './optionWords.ts';
import type { PanelKind } from './panelKind.ts';

export const pie: PanelKind = {
  grafana: 'piechart',
  ours: 'pie',
  members: [
    ...reduce,
    ...legendWithoutCalcs,
    ...tooltip,
    member('shape', 'pieType', sameWords('pie', 'donut'), { ours: 'donut', grafana: 'pie' }),
    member('labels', 'displayLabels', same(panelOptions.pie.shape.labels)),
    member('sort', 'sort', sameWords('none', 'asc', 'desc'), { grafana: 'desc' }),
  ],
};
