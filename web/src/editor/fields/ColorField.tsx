import { Popover } from '@base-ui/react/popover';
import { useId } from 'react';
import { inksOf, paletteColor, paletteSize, resolveColor, toCss } from '../../../../src/view/palette.ts';
import { DraftInput } from '../../components/DraftInput.tsx';
import { useTheme } from '../../theme/useTheme.ts';
import { contrast, leastContrast } from '../contrast.ts';
import styles from './controls.module.css';
import type { FieldProps } from './fieldProps.ts';

const meanings = [
  { value: 'ok', label: 'Good' },
  { value: 'warn', label: 'Warning' },
  { value: 'crit', label: 'Critical' },
  { value: 'text', label: 'Like text' },
];

interface ColorButtonProps {
  readonly label: string;
  /** As settings write it; undefined for none. */
  readonly value: string | undefined;
  readonly id?: string;
  /** Only the swatch. */
  readonly small?: boolean;
  /** Without one there is no way back to none. */
  readonly clearable?: boolean;
  onChange(value: string | undefined): void;
}

/** A swatch that opens the palette, the colours with a meaning, and any other. */
export function ColorButton({
  label,
  value,
  id,
  small = false,
  clearable = false,
  onChange,
}: ColorButtonProps) {
  const theme = useTheme();
  const color = resolveColor(value, theme);
  return (
    <Popover.Root>
      <Popover.Trigger
        id={id}
        className={small ? styles['swatchButton'] : styles['picker']}
        aria-label={small ? `${label}: ${colorName(value)}` : undefined}
        title={small ? label : undefined}
      >
        <i className={styles['swatch']} style={{ background: color ? toCss(color) : 'transparent' }} />
        {!small && <span>{colorName(value)}</span>}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner
          sideOffset={4}
          align="start"
          collisionPadding={8}
          className={styles['positioner']}
        >
          <Popover.Popup className={styles['popup']} aria-label={label}>
            <ColorChoice value={value} clearable={clearable} onChange={onChange} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** What a colour of the settings is called. */
function colorName(value: string | undefined): string {
  if (value === undefined) return 'None';
  const place = /^palette-(\d+)$/.exec(value);
  if (place) return `Palette ${Number(place[1]) + 1}`;
  return meanings.find((meaning) => meaning.value === value)?.label ?? value;
}

function ColorChoice({
  value,
  clearable,
  onChange,
}: Pick<ColorButtonProps, 'value' | 'onChange'> & { clearable: boolean }) {
  const theme = useTheme();
  const id = useId();
  const color = resolveColor(value, theme);
  const hex = color ? toCss({ ...color, a: 1 }) : '#888888';
  const against = color ? contrast(color, inksOf(theme).surface) : null;
  return (
    <div className={styles['colors']}>
      <fieldset className={styles['palette']}>
        <legend className="visually-hidden">Palette</legend>
        {Array.from({ length: paletteSize }, (_, place) => {
          const name = `palette-${place}`;
          return (
            <button
              key={name}
              type="button"
              aria-label={`Palette ${place + 1}`}
              aria-pressed={value === name}
              style={{ background: toCss(paletteColor(theme, place)) }}
              onClick={() => onChange(name)}
            />
          );
        })}
      </fieldset>
      <fieldset className={styles['meanings']}>
        <legend className="visually-hidden">Colours with a meaning</legend>
        {meanings.map((meaning) => (
          <button
            key={meaning.value}
            type="button"
            aria-pressed={value === meaning.value}
            onClick={() => onChange(meaning.value)}
          >
            <i
              className={styles['swatch']}
              style={{ background: toCss(resolveColor(meaning.value, theme)!) }}
            />
            {meaning.label}
          </button>
        ))}
      </fieldset>
      <div className={styles['custom']}>
        <input
          type="color"
          aria-label="Pick any colour"
          value={hex.slice(0, 7)}
          onChange={(event) => onChange(event.target.value)}
        />
        <label className="visually-hidden" htmlFor={id}>
          Colour as text
        </label>
        <DraftInput
          id={id}
          value={value ?? ''}
          placeholder="#rrggbb or a name"
          problem={(text) => (text.trim() && !resolveColor(text, theme) ? 'Not a colour' : null)}
          onText={(text) => onChange(text.trim() || undefined)}
        />
      </div>
      {against !== null && (
        <p className={styles['note']} data-low={against < leastContrast || undefined}>
          Contrast {against.toFixed(1)} : 1
          {against < leastContrast && `, hard to see in this theme (${leastContrast} is enough)`}
        </p>
      )}
      {clearable && value !== undefined && (
        <button type="button" className={styles['linkButton']} onClick={() => onChange(undefined)}>
          No colour of its own
        </button>
      )}
    </div>
  );
}

export function ColorField({ field, value, id, onChange }: FieldProps<'color'>) {
  const now =
    typeof value === 'string' ? value : typeof field.default === 'string' ? field.default : undefined;
  return <ColorButton id={id} label={field.label} value={now} clearable onChange={onChange} />;
}
