import { ChevronDown } from 'lucide-react';
import type { PanelTypeName } from '../../../src/schema/dashboard.ts';
import { Picker } from '../components/Picker.tsx';
import { panelTypeOf, panelTypes } from '../panels/index.ts';
import styles from './TypePicker.module.css';

const options = panelTypes.map(({ type, label }) => ({ value: type, label }));

/** What kind of panel it is. */
export function TypePicker({ type, onPick }: { type: PanelTypeName; onPick: (type: PanelTypeName) => void }) {
  const now = panelTypeOf(type);
  const Icon = now?.icon;
  return (
    <Picker
      label="Kind of panel"
      trigger={
        <button type="button" className={styles['type']} data-testid="panel-type">
          {Icon && <Icon size={18} strokeWidth={1.75} aria-hidden />}
          <span>
            <b>{now?.label ?? type}</b>
            <small>{now?.summary ?? 'Nothing here draws this kind.'}</small>
          </span>
          <ChevronDown size={14} aria-hidden />
        </button>
      }
      options={options}
      chosen={[type]}
      placeholder="Search kinds of panels"
      mark={({ value }) => {
        const Mark = panelTypeOf(value as PanelTypeName)?.icon;
        return Mark ? <Mark size={16} strokeWidth={1.75} aria-hidden className={styles['mark']} /> : null;
      }}
      describe={({ value }) => panelTypeOf(value as PanelTypeName)?.summary}
      onPick={(value) => onPick(value as PanelTypeName)}
    />
  );
}
