// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Grafana's references to variables and inputs
/** What reading and writing know beyond the piece in hand. */
import type { Panel, Row } from '../../schema/dashboard.ts';
import type { JsonObject } from './json.ts';
import { Remarks } from './remarks.ts';

/** The data source of an exported file that was never in a Grafana: Grafana asks for it on import. */
export const ASKED_FOR_DATASOURCE: JsonObject = { type: 'graphite', uid: '${DS_GRAPHITE}' };

/** What asks for it. */
export const ASKED_FOR_INPUT: JsonObject = {
  name: 'DS_GRAPHITE',
  label: 'Graphite',
  description: '',
  type: 'datasource',
  pluginId: 'graphite',
  pluginName: 'Graphite',
};

export interface WriteContext {
  /** The data source of everything that names none of its own. */
  readonly datasource: unknown;
  /** Grafana's ids are numbers, over panels and row panels together. */
  numberOf(item: Panel | Row): number;
  numberOfPanel(id: string): number;
}

export interface ReadContext {
  readonly remarks: Remarks;
  /** For remarks: the piece that is being read, such as `Panel "CPU"`. */
  readonly where: string;
  readonly write: WriteContext;
}

/** Numbers of a dashboard that came from Grafana: its ids are numbers already. */
export function ownNumbers(datasource: unknown): WriteContext {
  const numberOf = (id: string) => (/^\d{1,15}$/.test(id) ? Number(id) : 0);
  return { datasource, numberOf: (item) => numberOf(item.id), numberOfPanel: numberOf };
}

/** For reading what was just written, of which nobody needs to be told. */
export function readAgain({ datasource }: WriteContext): ReadContext {
  return { remarks: new Remarks(), where: '', write: ownNumbers(datasource) };
}
