/** Panels of types that Grafana itself gave up, as the types that took their place. */
import { type JsonObject, textOr } from '../json.ts';
import { graph } from './graph.ts';
import { isOldHeatmap, oldHeatmap } from './oldHeatmap.ts';
import { oldPie } from './oldPie.ts';
import { isOldTable, oldTable } from './oldTable.ts';
import { singlestat } from './singlestat.ts';
import type { Tell } from './tell.ts';

export function successor(panel: JsonObject, tell: Tell): JsonObject {
  switch (textOr(panel['type'], '')) {
    case 'graph':
      return graph(panel, tell);
    case 'singlestat':
    case 'grafana-singlestat-panel':
      return singlestat(panel, tell);
    case 'grafana-piechart-panel':
      return oldPie(panel, tell);
    case 'table-old':
    case 'table':
      return isOldTable(panel) ? oldTable(panel, tell) : panel;
    case 'heatmap':
      return isOldHeatmap(panel) ? oldHeatmap(panel, tell) : panel;
    default:
      return panel;
  }
}
