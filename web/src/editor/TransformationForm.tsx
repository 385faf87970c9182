import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import type { OptionSpec } from '../../../src/view/transformations/index.ts';
import { Button } from '../components/Button.tsx';
import { DraftInput } from '../components/DraftInput.tsx';
import { Picker } from '../components/Picker.tsx';
import type { OptionField } from '../panels/optionFields.ts';
import controls from './fields/controls.module.css';
import type { FieldContext } from './fields/fieldProps.ts';
import form from './OptionForm.module.css';
import { FieldRow } from './OptionForm.tsx';
import { defaultOf, type OptionValues, sameValue, valueAt, withValue } from './optionValues.ts';
import styles from './TransformationsPanel.module.css';

interface TransformationFormProps {
  readonly specs: readonly OptionSpec[];
  readonly values: OptionValues;
  /** Names of the fields that come in. */
  readonly names: readonly string[];
  readonly context: FieldContext;
  onChange(values: OptionValues): void;
}

/** The options of one transformation. */
export function TransformationForm({ specs, values, names, context, onChange }: TransformationFormProps) {
  return specs
    .filter((spec) => spec.when?.(values) ?? true)
    .map((spec) => (
      <SpecRow
        key={spec.path}
        spec={spec}
        value={valueAt(values, spec.path)}
        names={names}
        context={context}
        onChange={(value) => onChange(withValue(values, spec.path, value))}
      />
    ));
}

interface SpecRowProps {
  readonly spec: OptionSpec;
  readonly value: unknown;
  readonly names: readonly string[];
  readonly context: FieldContext;
  onChange(value: unknown): void;
}

function SpecRow({ spec, value, names, context, onChange }: SpecRowProps) {
  const id = useId();
  if (spec.kind === 'items')
    return (
      <Labelled label={spec.label} help={spec.help} wide>
        <Items spec={spec} value={value} names={names} context={context} onChange={onChange} />
      </Labelled>
    );
  if (spec.kind === 'field')
    return (
      <Labelled label={spec.label} help={spec.help} id={id}>
        <DraftInput
          id={id}
          list={`${id}-names`}
          value={typeof value === 'string' ? value : ''}
          placeholder={spec.placeholder ?? 'Name of a field'}
          onText={(text) => onChange(text || undefined)}
        />
        <datalist id={`${id}-names`}>
          {names.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </Labelled>
    );
  if (spec.kind === 'fields')
    return (
      <Labelled label={spec.label} help={spec.help} id={id} wide>
        <Names id={id} label={spec.label} value={value} names={names} onChange={onChange} />
      </Labelled>
    );
  const field: OptionField = spec;
  return (
    <FieldRow
      field={field}
      value={value}
      context={context}
      onChange={(next) => onChange(sameValue(next, defaultOf(field)) ? undefined : next)}
      onReset={() => onChange(undefined)}
    />
  );
}

interface LabelledProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly id?: string;
  readonly wide?: boolean;
  readonly children: React.ReactNode;
}

function Labelled({ label, help, id, wide = false, children }: LabelledProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a label with its control is no set of fields
    <div role="group" aria-label={label} className={form['field']} data-wide={wide || undefined}>
      <div className={form['label']}>{id ? <label htmlFor={id}>{label}</label> : <span>{label}</span>}</div>
      <div className={form['control']}>
        {children}
        {help && <p className={form['help']}>{help}</p>}
      </div>
    </div>
  );
}

interface NamesProps {
  readonly id: string;
  readonly label: string;
  readonly value: unknown;
  readonly names: readonly string[];
  onChange(value: unknown): void;
}

export function Names({ id, label, value, names, onChange }: NamesProps) {
  const now = Array.isArray(value) ? (value as readonly string[]) : [];
  const change = (next: readonly string[]) => onChange(next.length > 0 ? next : undefined);
  return (
    <div className={controls['pills']}>
      {now.map((name) => (
        <span key={name} className={controls['pill']}>
          {name}
          <button
            type="button"
            aria-label={`Remove ${name}`}
            onClick={() => change(now.filter((each) => each !== name))}
          >
            <X size={12} aria-hidden />
          </button>
        </span>
      ))}
      <Picker
        label={label}
        several
        trigger={
          <button type="button" id={id} className={controls['picker']} data-quiet>
            <span>Add</span>
          </button>
        }
        options={names.map((name) => ({ value: name, label: name }))}
        chosen={now}
        empty="There is nothing of this name."
        free={(text) => ({ value: text, label: `Use "${text}"` })}
        onPick={(name) => change(now.includes(name) ? now.filter((each) => each !== name) : [...now, name])}
      />
    </div>
  );
}

interface ItemsProps extends Omit<SpecRowProps, 'spec'> {
  readonly spec: Extract<OptionSpec, { kind: 'items' }>;
}

/** A list of small forms. */
function Items({ spec, value, names, context, onChange }: ItemsProps) {
  const items = Array.isArray(value) ? (value as readonly OptionValues[]) : [];
  const change = (next: readonly OptionValues[]) => onChange(next.length > 0 ? next : undefined);
  return (
    <div className={controls['stack']}>
      {items.map((item, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item is its place in the list
        <div key={i} className={styles['item']}>
          <div className={styles['itemFields']}>
            <TransformationForm
              specs={spec.fields}
              values={item}
              names={names}
              context={context}
              onChange={(next) => change(items.with(i, next))}
            />
          </div>
          <Button
            kind="quiet"
            icon
            aria-label={`Remove number ${i + 1}`}
            onClick={() => change(items.toSpliced(i, 1))}
          >
            <X size={13} aria-hidden />
          </Button>
        </div>
      ))}
      <Button kind="quiet" className={controls['start'] ?? ''} onClick={() => change([...items, {}])}>
        <Plus size={13} aria-hidden />
        {spec.add}
      </Button>
    </div>
  );
}
