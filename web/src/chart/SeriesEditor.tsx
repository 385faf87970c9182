import { Popover } from '@base-ui/react/popover';
import { type RefObject, useId } from 'react';
import type { FieldConfig } from '../../../src/schema/dashboard.ts';
import { paletteColor, paletteSize, toCss } from '../../../src/view/palette.ts';
import type { PanelSeries } from '../../../src/view/panelData.ts';
import type { Color } from '../../../src/view/scene/color.ts';
import { unitGroups } from '../../../src/view/units/catalogue.ts';
import { Segmented } from '../components/Segmented.tsx';
import { useTheme } from '../theme/useTheme.ts';
import styles from './SeriesEditor.module.css';

interface SeriesFormProps {
  readonly series: PanelSeries;
  readonly color: Color;
  onChange(set: FieldConfig): void;
}

interface SeriesEditorProps extends SeriesFormProps {
  readonly anchor: RefObject<HTMLButtonElement | null>;
  onClose(): void;
}

const drawStyles = [
  { value: 'line', label: 'Line' },
  { value: 'bars', label: 'Bars' },
  { value: 'points', label: 'Points' },
] as const;
const sides = [
  { value: 'left', label: 'Left' },
  { value: 'right', label: 'Right' },
  { value: 'hidden', label: 'None' },
] as const;

const palettePlaces = [...new Array(paletteSize).keys()];

function toHex({ r, g, b }: Color): string {
  return `#${[r, g, b].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** How one series is drawn, changed on the spot: what is chosen becomes an override of the panel. */
export default function SeriesEditor({ anchor, onClose, ...form }: SeriesEditorProps) {
  return (
    <Popover.Root
      open
      onOpenChange={(open, details) => {
        // The swatch toggles by itself; a press on it must not close and open again.
        const onSwatch =
          details.event.target instanceof Node && anchor.current?.contains(details.event.target);
        if (!open && !onSwatch) onClose();
      }}
    >
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className={styles['positioner']}
        >
          <Popover.Popup
            className={styles['popup']}
            aria-label={`How ${form.series.label} is drawn`}
            finalFocus={anchor}
          >
            <SeriesForm {...form} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function SeriesForm({ series, color, onChange }: SeriesFormProps) {
  const theme = useTheme();
  const id = useId();
  const { config, unit } = series;
  const fixed = config.color?.mode === 'fixed' ? config.color.color : undefined;
  const paint = (text: string) => onChange({ color: { mode: 'fixed', color: text } });
  return (
    <div className={styles['form']}>
      <p className={styles['title']} title={series.label}>
        {series.label}
      </p>
      <fieldset className={styles['colors']}>
        <legend>Colour</legend>
        {palettePlaces.map((place) => (
          <button
            key={place}
            type="button"
            aria-label={`Colour ${place + 1}`}
            aria-pressed={fixed === `palette-${place}`}
            style={{ background: toCss(paletteColor(theme, place)) }}
            onClick={() => paint(`palette-${place}`)}
          />
        ))}
        <label title="Another colour">
          <span className="visually-hidden">Another colour</span>
          <input type="color" value={toHex(color)} onChange={(event) => paint(event.target.value)} />
        </label>
      </fieldset>
      <div className={styles['line']}>
        <span>Style</span>
        <Segmented
          label="Style"
          options={drawStyles}
          value={config.drawStyle ?? 'line'}
          onChange={(drawStyle) => onChange({ drawStyle })}
        />
      </div>
      <div className={styles['line']}>
        <span>Axis</span>
        <Segmented
          label="Axis"
          options={sides}
          value={config.axis ?? 'left'}
          onChange={(axis) => onChange({ axis })}
        />
      </div>
      <div className={styles['line']}>
        <label htmlFor={`${id}-width`}>Line width</label>
        <input
          id={`${id}-width`}
          type="number"
          min={0}
          max={20}
          step={0.25}
          value={config.lineWidth ?? 1.25}
          onChange={(event) => {
            const lineWidth = event.target.valueAsNumber;
            if (lineWidth >= 0 && lineWidth <= 20) onChange({ lineWidth });
          }}
        />
      </div>
      <div className={styles['line']}>
        <label htmlFor={`${id}-unit`}>Unit</label>
        <select id={`${id}-unit`} value={unit} onChange={(event) => onChange({ unit: event.target.value })}>
          {unitGroups.every((group) => group.units.every((one) => one.id !== unit)) && (
            <option value={unit}>{unit}</option>
          )}
          {unitGroups.map((group) => (
            <optgroup key={group.title} label={group.title}>
              {group.units.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.label}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
      <div className={styles['line']}>
        <label htmlFor={`${id}-hide`}>Hide from the chart</label>
        <input
          id={`${id}-hide`}
          type="checkbox"
          checked={config.hideFrom?.graph ?? false}
          onChange={(event) => onChange({ hideFrom: { ...config.hideFrom, graph: event.target.checked } })}
        />
      </div>
    </div>
  );
}
