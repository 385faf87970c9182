import { panelOptions } from '../../../schema/panelOptions.ts';
import { member, same, sameWords } from '../members.ts';
import type { PanelKind } from './panelKind.ts';

export const text: PanelKind = {
  grafana: 'text',
  ours: 'text',
  members: [
    member('mode', 'mode', sameWords('markdown', 'html', 'code'), { ours: 'markdown', grafana: 'markdown' }),
    member('content', 'content', same(panelOptions.text.shape.content)),
  ],
};
