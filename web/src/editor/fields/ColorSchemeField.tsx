import type { ColorScheme } from '../../../../src/schema/dashboard.ts';
import { ColorButton } from './ColorField.tsx';
import styles from './controls.module.css';
import type { FieldProps } from './fieldProps.ts';
import { ColorScaleField } from './PickedFields.tsx';

const modes: readonly { value: NonNullable<ColorScheme['mode']>; label: string }[] = [
  { value: 'series', label: 'Of the palette, by name' },
  { value: 'fixed', label: 'One colour' },
  { value: 'shades', label: 'Shades of one colour' },
  { value: 'thresholds', label: 'By the thresholds' },
  { value: 'continuous', label: 'By the value, along a scale' },
];
const deciding: readonly { value: NonNullable<ColorScheme['by']>; label: string }[] = [
  { value: 'last', label: 'Last value' },
  { value: 'min', label: 'Least value' },
  { value: 'max', label: 'Greatest value' },
];

/** Where colours come from. */
export function ColorSchemeField({ field, value, id, context, onChange }: FieldProps<'color-scheme'>) {
  const scheme = (value ?? {}) as ColorScheme;
  const mode = scheme.mode ?? 'series';
  const set = (changes: Partial<Record<keyof ColorScheme, unknown>>) => {
    const next = Object.fromEntries(
      Object.entries({ ...scheme, ...changes }).filter(([, each]) => each !== undefined),
    );
    onChange(Object.keys(next).length > 0 ? next : undefined);
  };
  return (
    <div className={styles['stack']}>
      <select
        id={id}
        className={styles['select']}
        value={mode}
        onChange={({ target }) => {
          const next = target.value as NonNullable<ColorScheme['mode']>;
          const needsColor = next === 'fixed' || next === 'shades';
          set({
            mode: next === 'series' ? undefined : next,
            color: needsColor ? (scheme.color ?? 'palette-0') : undefined,
            scale: next === 'continuous' ? (scheme.scale ?? 'green-yellow-red') : undefined,
            by: next === 'thresholds' || next === 'continuous' ? scheme.by : undefined,
          });
        }}
      >
        {modes.map((each) => (
          <option key={each.value} value={each.value}>
            {each.label}
          </option>
        ))}
      </select>
      {(mode === 'fixed' || mode === 'shades') && (
        <ColorButton label="Colour" value={scheme.color} onChange={(color) => set({ color })} />
      )}
      {mode === 'continuous' && (
        <ColorScaleField
          field={{
            kind: 'color-scale',
            path: `${field.path}.scale`,
            label: 'Scale',
            default: 'green-yellow-red',
          }}
          value={scheme.scale}
          id={`${id}-scale`}
          context={context}
          onChange={(scale) => set({ scale })}
        />
      )}
      {(mode === 'thresholds' || mode === 'continuous') && (
        <select
          className={styles['select']}
          aria-label="Which value decides the colour of a series"
          value={scheme.by ?? 'last'}
          onChange={({ target }) => set({ by: target.value === 'last' ? undefined : target.value })}
        >
          {deciding.map((each) => (
            <option key={each.value} value={each.value}>
              {each.label}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
