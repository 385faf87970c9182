/** Lists of dashboards, of marks, and of hosts; the last are ours alone. */
import { panelOptions } from '../../../schema/panelOptions.ts';
import { flag, member, same } from '../members.ts';
import type { PanelKind } from './panelKind.ts';

const dashboards = panelOptions['dashboard-list'].shape;
const marks = panelOptions['annotation-list'].shape;
const off = { ours: false, grafana: false };

export const dashboardList: PanelKind = {
  grafana: 'dashlist',
  ours: 'dashboard-list',
  members: [
    member('starred', 'showStarred', flag, { ours: false, grafana: true }),
    member('recent', 'showRecentlyViewed', flag, off),
    member('search', 'showSearch', flag, { ours: true, grafana: false }),
    member('text', 'query', same(dashboards.text)),
    member('tags', 'tags', same(dashboards.tags)),
    member('folder', 'folderUID', same(dashboards.folder)),
    member('limit', 'maxItems', same(dashboards.limit), { grafana: 10 }),
    member('keepTime', 'keepTime', flag, off),
    member('keepVariables', 'includeVars', flag, off),
  ],
};

export const annotationList: PanelKind = {
  grafana: 'annolist',
  ours: 'annotation-list',
  members: [
    member('tags', 'tags', same(marks.tags)),
    member('onlyHere', 'onlyFromThisDashboard', flag, off),
    member('limit', 'limit', same(marks.limit), { grafana: 10 }),
  ],
};

/** Stands where Grafana has nothing; Plumbago shows its list again when it reads the file. */
const HOST_LIST_TEXT = 'Plumbago shows a list of hosts here.';

export const hostList: PanelKind = {
  grafana: 'text',
  ours: 'host-list',
  members: [],
  write: () => ({ options: { content: HOST_LIST_TEXT } }),
};
