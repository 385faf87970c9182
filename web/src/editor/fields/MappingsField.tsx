import { Plus, X } from 'lucide-react';
import type { ValueMapping } from '../../../../src/schema/dashboard.ts';
import { Button } from '../../components/Button.tsx';
import { DraftInput } from '../../components/DraftInput.tsx';
import { MenuButton } from '../../components/MenuButton.tsx';
import { ColorButton } from './ColorField.tsx';
import styles from './controls.module.css';
import type { FieldProps } from './fieldProps.ts';
import { readNumber } from './numberText.ts';

type Kind = ValueMapping['kind'];
type Special = Extract<ValueMapping, { kind: 'special' }>['match'];

const kinds: readonly { kind: Kind; label: string; note: string }[] = [
  { kind: 'value', label: 'One value', note: 'Such as 0 shown as "down"' },
  { kind: 'range', label: 'A range', note: 'Both ends belong to it' },
  { kind: 'regex', label: 'A pattern', note: 'Of texts; the groups can be used as $1' },
  { kind: 'special', label: 'Something special', note: 'No value, true, false, empty' },
];
const specials: readonly { value: Special; label: string }[] = [
  { value: 'null', label: 'No value' },
  { value: 'nan', label: 'Not a number' },
  { value: 'null+nan', label: 'No value or not a number' },
  { value: 'true', label: 'True' },
  { value: 'false', label: 'False' },
  { value: 'empty', label: 'Empty text' },
];

function newMapping(kind: Kind): ValueMapping {
  switch (kind) {
    case 'value':
      return { kind, value: '' };
    case 'range':
      return { kind, from: null, to: null };
    case 'regex':
      return { kind, pattern: '' };
    case 'special':
      return { kind, match: 'null' };
  }
}

/** Values shown as words, in colours. The first that fits holds. */
export function MappingsField({ value, onChange }: FieldProps<'mappings'>) {
  const mappings = (value ?? []) as readonly ValueMapping[];
  const set = (next: readonly ValueMapping[]) => onChange(next.length > 0 ? next : undefined);
  const change = (at: number, next: ValueMapping) => set(mappings.with(at, next));
  return (
    <div className={styles['stack']}>
      <ul className={styles['rows']}>
        {mappings.map((mapping, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a mapping is its place in the list
          <li key={i} className={styles['mapping']}>
            <Condition mapping={mapping} onChange={(next) => change(i, next)} />
            <span aria-hidden>→</span>
            <DraftInput
              aria-label="Shown as"
              placeholder="as it is"
              value={mapping.text ?? ''}
              onText={(text) => change(i, withResult(mapping, { text: text || undefined }))}
            />
            <ColorButton
              small
              clearable
              label="Colour"
              value={mapping.color}
              onChange={(color) => change(i, withResult(mapping, { color }))}
            />
            <Button
              kind="quiet"
              icon
              aria-label="Remove this mapping"
              onClick={() => set(mappings.toSpliced(i, 1))}
            >
              <X size={13} aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      <MenuButton
        label="Add mapping"
        kind="quiet"
        className={styles['start'] ?? ''}
        items={() =>
          kinds.map(({ kind, label, note }) => ({
            label,
            note,
            onSelect: () => set([...mappings, newMapping(kind)]),
          }))
        }
      >
        <Plus size={13} aria-hidden />
        Add mapping
      </MenuButton>
    </div>
  );
}

function withResult(
  mapping: ValueMapping,
  result: { text?: string | undefined; color?: string | undefined },
): ValueMapping {
  const next: Record<string, unknown> = { ...mapping, ...result };
  for (const name of ['text', 'color']) if (next[name] === undefined) delete next[name];
  return next as ValueMapping;
}

function Condition({ mapping, onChange }: { mapping: ValueMapping; onChange: (next: ValueMapping) => void }) {
  if (mapping.kind === 'value')
    return (
      <DraftInput
        aria-label="Value"
        placeholder="value"
        value={mapping.value}
        onText={(value) => onChange({ ...mapping, value })}
      />
    );
  if (mapping.kind === 'regex')
    return (
      <DraftInput
        aria-label="Pattern"
        placeholder="^down.*"
        value={mapping.pattern}
        problem={patternProblem}
        onText={(pattern) => onChange({ ...mapping, pattern })}
      />
    );
  if (mapping.kind === 'special')
    return (
      <select
        className={styles['select']}
        aria-label="Special value"
        value={mapping.match}
        onChange={({ target }) => onChange({ ...mapping, match: target.value as Special })}
      >
        {specials.map((special) => (
          <option key={special.value} value={special.value}>
            {special.label}
          </option>
        ))}
      </select>
    );
  const end = (name: 'from' | 'to', placeholder: string) => (
    <DraftInput
      aria-label={name === 'from' ? 'From' : 'To'}
      placeholder={placeholder}
      inputMode="decimal"
      value={mapping[name] === null || mapping[name] === undefined ? '' : String(mapping[name])}
      problem={(text) => (readNumber(text) === null ? 'Not a number' : null)}
      onText={(text) => onChange({ ...mapping, [name]: readNumber(text) ?? null })}
    />
  );
  return (
    <span className={styles['range']}>
      {end('from', '−∞')}
      <span aria-hidden>–</span>
      {end('to', '∞')}
    </span>
  );
}

/** Why a pattern can't be used; null when it can. */
export function patternProblem(pattern: string): string | null {
  try {
    new RegExp(pattern);
    return null;
  } catch {
    return 'Not a pattern';
  }
}
