/** Fields whose value is one of a long list: units, calculations, scales of colour, zones, folders. */
import { useQuery } from '@tanstack/react-query';
import { ChevronDown, X } from 'lucide-react';
import { calculations } from '../../../../src/view/calculations.ts';
import { colorScales, scaleColor, toCss } from '../../../../src/view/palette.ts';
import { unitGroups } from '../../../../src/view/units/catalogue.ts';
import { formatValue } from '../../../../src/view/units/units.ts';
import { dashboardsApi } from '../../api/dashboards.ts';
import { Picker } from '../../components/Picker.tsx';
import { useTheme } from '../../theme/useTheme.ts';
import styles from './controls.module.css';
import type { FieldProps } from './fieldProps.ts';

const unitOptions = unitGroups.flatMap(({ title, units }) =>
  units.map(({ id, label }) => ({ value: id, label, group: title, detail: id })),
);
const unitLabels = new Map(unitOptions.map(({ value, label }) => [value, label]));

function pickerTrigger({
  id,
  children,
  quiet,
  label,
}: {
  id?: string;
  children: React.ReactNode;
  quiet?: boolean;
  label?: string;
}) {
  return (
    <button
      type="button"
      id={id}
      className={styles['picker']}
      data-quiet={quiet || undefined}
      aria-label={label}
    >
      <span>{children}</span>
      <ChevronDown size={13} aria-hidden />
    </button>
  );
}

/** What a unit is called: its name, or what somebody put behind or before the number. */
function unitName(id: string): string {
  const own = /^(suffix|prefix):(.*)$/.exec(id);
  if (own) return own[1] === 'suffix' ? `Number ${own[2]}` : `${own[2]} number`;
  return unitLabels.get(id) ?? id;
}

export function UnitField({ field, value, id, onChange }: FieldProps<'unit'>) {
  const unit = typeof value === 'string' ? value : null;
  return (
    <div className={styles['withClear']}>
      <Picker
        label={field.label}
        testId="unit-search"
        trigger={pickerTrigger({
          id,
          quiet: unit === null,
          children: unit === null ? 'Guessed from the names' : unitName(unit),
        })}
        options={unitOptions}
        chosen={unit === null ? [] : [unit]}
        placeholder="Search units, or type your own"
        free={(text) => ({ value: `suffix:${text}`, label: `Put "${text}" behind the number` })}
        describe={({ value: each }) => (
          <>
            {[0.5, 42, 1234, 12_345_678].map((number) => (
              <div key={number} className="numbers">
                {number} is {formatValue(number, each)}
              </div>
            ))}
          </>
        )}
        onPick={onChange}
      />
    </div>
  );
}

export const calcOptions = calculations.map(({ id, label }) => ({ value: id, label }));
const calcSummaries = new Map(calculations.map(({ id, summary }) => [id, summary]));
export const calcLabel = (id: string): string => calculations.find((each) => each.id === id)?.label ?? id;

export function CalcField({ field, value, id, onChange }: FieldProps<'calc'>) {
  const now = typeof value === 'string' ? value : typeof field.default === 'string' ? field.default : null;
  return (
    <Picker
      label={field.label}
      trigger={pickerTrigger({
        id,
        quiet: value === undefined,
        children: now === null ? 'None' : calcLabel(now),
      })}
      options={calcOptions}
      chosen={now === null ? [] : [now]}
      describe={({ value: each }) => calcSummaries.get(each)}
      onPick={onChange}
    />
  );
}

export function CalcsField({ field, value, id, onChange }: FieldProps<'calcs'>) {
  const now = (value ?? field.default ?? []) as readonly string[];
  const change = (next: readonly string[]) =>
    onChange(next.length > 0 || field.default !== undefined ? next : undefined);
  return (
    <div className={styles['pills']}>
      {now.map((calc) => (
        <span key={calc} className={styles['pill']}>
          {calcLabel(calc)}
          <button
            type="button"
            aria-label={`Remove ${calcLabel(calc)}`}
            onClick={() => change(now.filter((each) => each !== calc))}
          >
            <X size={12} aria-hidden />
          </button>
        </span>
      ))}
      <Picker
        label={field.label}
        several
        trigger={pickerTrigger({ id, quiet: true, children: 'Add' })}
        options={calcOptions}
        chosen={now}
        describe={({ value: each }) => calcSummaries.get(each)}
        onPick={(calc) => change(now.includes(calc) ? now.filter((each) => each !== calc) : [...now, calc])}
      />
    </div>
  );
}

function ScaleBar({ scale }: { scale: string }) {
  const theme = useTheme();
  const stops = Array.from({ length: 9 }, (_, i) => toCss(scaleColor(scale, i / 8, theme)));
  return (
    <i className={styles['scale']} style={{ background: `linear-gradient(to right, ${stops.join(', ')})` }} />
  );
}

export function ColorScaleField({ field, value, id, onChange }: FieldProps<'color-scale'>) {
  const now = typeof value === 'string' ? value : typeof field.default === 'string' ? field.default : null;
  const label = colorScales.find((each) => each.id === now)?.label ?? now;
  return (
    <Picker
      label={field.label}
      trigger={pickerTrigger({
        id,
        quiet: value === undefined,
        children:
          now === null ? (
            'Automatic'
          ) : (
            <>
              <ScaleBar scale={now} /> {label}
            </>
          ),
      })}
      options={colorScales.map((each) => ({ value: each.id, label: each.label, group: each.kind }))}
      chosen={now === null ? [] : [now]}
      mark={({ value: each }) => <ScaleBar scale={each} />}
      onPick={onChange}
    />
  );
}

const zones = Intl.supportedValuesOf('timeZone').map((zone) => ({
  value: zone,
  label: zone.replaceAll('_', ' '),
}));

export function ZonesField({ field, value, id, onChange }: FieldProps<'zone-list'>) {
  const now = Array.isArray(value) ? (value as readonly string[]) : [];
  const change = (next: readonly string[]) => onChange(next.length > 0 ? next : undefined);
  return (
    <div className={styles['pills']}>
      {now.map((zone) => (
        <span key={zone} className={styles['pill']}>
          {zone.replaceAll('_', ' ')}
          <button
            type="button"
            aria-label={`Remove ${zone}`}
            onClick={() => change(now.filter((each) => each !== zone))}
          >
            <X size={12} aria-hidden />
          </button>
        </span>
      ))}
      {now.length < 3 && (
        <Picker
          label={field.label}
          trigger={pickerTrigger({ id, quiet: true, children: 'Add a time zone' })}
          options={[{ value: 'UTC', label: 'UTC' }, ...zones.filter(({ value: zone }) => zone !== 'UTC')]}
          chosen={now}
          onPick={(zone) => change(now.includes(zone) ? now : [...now, zone])}
        />
      )}
    </div>
  );
}

export function FolderField({ field, value, id, onChange }: FieldProps<'folder'>) {
  const query = useQuery({ queryKey: ['folders'], queryFn: ({ signal }) => dashboardsApi.folders(signal) });
  const folders = query.data?.folders ?? [];
  return (
    <select
      id={id}
      className={styles['select']}
      value={typeof value === 'string' ? value : ''}
      aria-label={field.label}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">All folders</option>
      {typeof value === 'string' && !folders.some(({ uid }) => uid === value) && (
        <option value={value}>{value}</option>
      )}
      {folders.map((folder) => (
        <option key={folder.uid} value={folder.uid}>
          {folder.title}
        </option>
      ))}
    </select>
  );
}
