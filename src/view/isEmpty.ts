import type { PanelData } from './panelData.ts';

/** Nothing but gaps: no series, or none with a value, and no table with a line. */
export function isEmpty(data: PanelData): boolean {
  if (data.frames?.some((frame) => frame.fields.some((field) => field.values.length > 0))) return false;
  return data.series.every((series) => series.values.every(Number.isNaN));
}
