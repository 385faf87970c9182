import { flag, member, sameWords, words } from '../members.ts';
import { orientation, reduce } from './optionWords.ts';
import type { PanelKind } from './panelKind.ts';

export const stat: PanelKind = {
  grafana: 'stat',
  ours: 'stat',
  members: [
    ...reduce,
    member('orientation', 'orientation', orientation, { ours: 'auto', grafana: 'auto' }),
    member(
      'text',
      'textMode',
      words({ auto: 'auto', value: 'value', value_and_name: 'value-and-name', name: 'name', none: 'none' }),
      { ours: 'auto', grafana: 'auto' },
    ),
    // A background that is one colour instead of a gradient is a background to us.
    member(
      'colorMode',
      'colorMode',
      words({ none: 'none', value: 'value', background: 'background', background_solid: 'background' }),
      { ours: 'value', grafana: 'value' },
    ),
    member('graph', 'graphMode', sameWords('none', 'line', 'area'), { ours: 'area', grafana: 'area' }),
    member('justify', 'justifyMode', sameWords('auto', 'center'), { ours: 'auto', grafana: 'auto' }),
    member('showChange', 'showPercentChange', flag, { ours: false, grafana: false }),
  ],
};
