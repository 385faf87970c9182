/** Series of states that look like those of machines: mostly well, now and then not. */
import type { FieldConfig } from '../../../../src/schema/dashboard.ts';
import type { Column } from '../../../../src/view/frame.ts';
import { wave } from '../exampleData.ts';

/** A series that is at each of some values as long as a wave is in its part of the way up. */
export function states(name: string, values: readonly number[], count = 240): Column {
  const column = wave(name, { base: 0.5, swing: 0.46, noise: 0.16, count });
  const pick = (share: number) =>
    values[Math.max(0, Math.min(values.length - 1, Math.floor(share * values.length)))];
  return { ...column, values: column.values.map(pick) };
}

export const upDown: FieldConfig = {
  mappings: [
    { kind: 'value', value: '1', text: 'Up', color: 'ok' },
    { kind: 'value', value: '0', text: 'Down', color: 'crit' },
    { kind: 'special', match: 'null+nan', text: 'Silent', color: '#6b7280' },
  ],
};
