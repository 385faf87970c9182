import type { FieldConfig } from '../../../schema/dashboard.ts';
import type { PanelSeries } from '../../panelData.ts';

/** A series of a chart for tests; NaN is a gap. */
export function testSeries(
  name: string,
  values: readonly number[],
  config: FieldConfig = {},
  rest: Partial<PanelSeries> = {},
): PanelSeries {
  return {
    name,
    start: 0,
    step: 10,
    values: Float64Array.from(values),
    key: name,
    refId: 'A',
    label: name,
    config,
    unit: config.unit ?? 'short',
    color: { r: 10, g: 20, b: 30, a: 1 },
    ...rest,
  };
}
