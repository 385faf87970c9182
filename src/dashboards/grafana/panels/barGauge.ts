import { flag, member, sameWords } from '../members.ts';
import { orientation, reduce } from './optionWords.ts';
import type { PanelKind } from './panelKind.ts';

export const barGauge: PanelKind = {
  grafana: 'bargauge',
  ours: 'bar-gauge',
  members: [
    ...reduce,
    member('orientation', 'orientation', orientation, { ours: 'horizontal', grafana: 'auto' }),
    member('display', 'displayMode', sameWords('basic', 'gradient', 'lcd'), {
      ours: 'gradient',
      grafana: 'gradient',
    }),
    member('showUnfilled', 'showUnfilled', flag, { ours: true, grafana: true }),
    member('namePlacement', 'namePlacement', sameWords('auto', 'top', 'left', 'hidden'), {
      ours: 'auto',
      grafana: 'auto',
    }),
    member('valueMode', 'valueMode', sameWords('color', 'text', 'hidden'), {
      ours: 'color',
      grafana: 'color',
    }),
  ],
};
