/** Fields about how lines are drawn: across gaps, and with dashes. */

import { DraftInput } from '../../components/DraftInput.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import styles from './controls.module.css';
import type { FieldProps } from './fieldProps.ts';
import { readNumbers } from './numberText.ts';

/** A gap, a line across, across a few intervals only, or zero. */
export function NullsField({ field, value, onChange }: FieldProps<'nulls'>) {
  const now = value ?? field.default ?? 'gap';
  const some = typeof now === 'number';
  return (
    <div className={styles['stack']}>
      <Segmented
        label={field.label}
        value={some ? 'some' : String(now)}
        options={[
          { value: 'gap', label: 'Gap' },
          { value: 'connect', label: 'Line' },
          { value: 'some', label: 'Short' },
          { value: 'zero', label: 'Zero' },
        ]}
        onChange={(next) => onChange(next === 'some' ? 3 : next)}
      />
      {some && (
        <span className={styles['number']}>
          <DraftInput
            aria-label="Intervals that a line goes across"
            inputMode="numeric"
            value={String(now)}
            problem={(text) => (/^[1-9]\d{0,4}$/.test(text.trim()) ? null : 'A whole number from 1')}
            onText={(text) => onChange(Number(text))}
          />
          <span>intervals at most</span>
        </span>
      )}
    </div>
  );
}

const dashes = {
  solid: undefined,
  dashed: [8, 4],
  short: [4, 3],
  dotted: [0, 4],
} as const;
type DashName = keyof typeof dashes;

/** Solid, two kinds of dashes, dots, or lengths of one's own. */
export function DashField({ field, value, onChange }: FieldProps<'dash'>) {
  const now = Array.isArray(value) ? (value as readonly number[]) : undefined;
  const same = (name: DashName) => JSON.stringify(dashes[name]) === JSON.stringify(now);
  const known = (Object.keys(dashes) as DashName[]).find(same);
  return (
    <div className={styles['stack']}>
      <select
        className={styles['select']}
        aria-label={field.label}
        value={known ?? 'own'}
        onChange={({ target }) => {
          if (target.value !== 'own') onChange(dashes[target.value as DashName]);
          else onChange([6, 6]);
        }}
      >
        <option value="solid">Solid</option>
        <option value="dashed">Dashes</option>
        <option value="short">Short dashes</option>
        <option value="dotted">Dots</option>
        <option value="own">Own lengths</option>
      </select>
      {known === undefined && now && (
        <DraftInput
          aria-label="Lengths of dash and gap in pixels"
          value={now.join(', ')}
          problem={(text) => {
            const numbers = readNumbers(text);
            const fits =
              numbers &&
              numbers.length >= 2 &&
              numbers.length <= 8 &&
              numbers.every((each) => each >= 0 && each <= 100);
            return fits ? null : 'Two to eight lengths, 0 to 100';
          }}
          onText={(text) => onChange(readNumbers(text) ?? undefined)}
        />
      )}
    </div>
  );
}
