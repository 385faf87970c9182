import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import type { FieldConfig, FieldMatcher, FieldOverride } from '../../../src/schema/dashboard.ts';
import { calculations } from '../../../src/view/calculations.ts';
import { Button } from '../components/Button.tsx';
import { DraftInput } from '../components/DraftInput.tsx';
import { Picker } from '../components/Picker.tsx';
import type { OptionField, OptionGroup } from '../panels/optionFields.ts';
import controls from './fields/controls.module.css';
import type { FieldContext } from './fields/fieldProps.ts';
import { patternProblem } from './fields/MappingsField.tsx';
import { readNumber } from './fields/numberText.ts';
import { emptyMatcher, matcherText } from './matcherText.ts';
import { FieldRow, FoldedGroup } from './OptionForm.tsx';
import styles from './OverridesPanel.module.css';
import { defaultOf, type OptionValues, valueAt, withValue } from './optionValues.ts';
import { Names } from './TransformationForm.tsx';
import { moved } from './targetEdits.ts';

interface OverridesPanelProps {
  readonly overrides: readonly FieldOverride[];
  /** The panel's own settings, which overrides start from. */
  readonly field: FieldConfig;
  /** Settings that this type of panel has a use for. */
  readonly groups: readonly OptionGroup[];
  readonly refIds: readonly string[];
  readonly context: FieldContext;
  onChange(overrides: readonly FieldOverride[]): void;
}

const kinds: readonly { value: FieldMatcher['by']; label: string }[] = [
  { value: 'name', label: 'One series' },
  { value: 'names', label: 'Some series' },
  { value: 'regex', label: 'Names by pattern' },
  { value: 'query', label: 'All of a query' },
  { value: 'value', label: 'By their values' },
  { value: 'type', label: 'By kind of field' },
];

/** Settings that hold for some series only. Later ones win over earlier ones. */
export function OverridesPanel({ overrides, field, groups, refIds, context, onChange }: OverridesPanelProps) {
  return (
    <div className={styles['overrides']} data-testid="overrides">
      {overrides.map((override, i) => (
        <Override
          // biome-ignore lint/suspicious/noArrayIndexKey: an override is its place in the list
          key={i}
          override={override}
          at={i}
          last={i === overrides.length - 1}
          field={field}
          groups={groups}
          refIds={refIds}
          context={context}
          onChange={(next) => onChange(overrides.with(i, next))}
          onMove={(by) => onChange(moved(overrides, i, i + by))}
          onRemove={() => onChange(overrides.toSpliced(i, 1))}
        />
      ))}
      <div className={styles['add']}>
        <Button
          data-testid="add-override"
          onClick={() =>
            onChange([...overrides, { match: { by: 'name', name: context.seriesNames[0] ?? '' }, set: {} }])
          }
        >
          <Plus size={13} aria-hidden />
          Add override
        </Button>
      </div>
    </div>
  );
}

interface OverrideProps extends Omit<OverridesPanelProps, 'overrides' | 'onChange'> {
  readonly override: FieldOverride;
  readonly at: number;
  readonly last: boolean;
  onChange(override: FieldOverride): void;
  onMove(by: number): void;
  onRemove(): void;
}

function Override({
  override,
  at,
  last,
  field,
  groups,
  refIds,
  context,
  onChange,
  onMove,
  onRemove,
}: OverrideProps) {
  const { match, set } = override;
  /** Settings that were added and have no value yet. */
  const [empty, setEmpty] = useState<readonly string[]>([]);
  const all = groups.flatMap((group) => group.fields.map((each) => ({ group: group.title, field: each })));
  const here = all.filter(
    ({ field: each }) => valueAt(set, each.path) !== undefined || empty.includes(each.path),
  );
  const others = all.filter((each) => !here.includes(each));
  const write = (each: OptionField, given: unknown) => {
    // The choice of no choice is nothing that could be stored.
    const value = given === '' ? undefined : given;
    setEmpty(
      value === undefined ? [...new Set([...empty, each.path])] : empty.filter((path) => path !== each.path),
    );
    onChange({ ...override, set: withValue(set as OptionValues, each.path, value) as FieldConfig });
  };
  const add = (path: string) => {
    const found = all.find(({ field: each }) => each.path === path);
    if (found) write(found.field, valueAt(field, path) ?? defaultOf(found.field));
  };
  const title = matcherText(match);
  return (
    <FoldedGroup title={title} changed={here.length} remember={false}>
      <div className={styles['match']}>
        <select
          className={controls['select']}
          aria-label="Which series it is for"
          value={match.by}
          onChange={({ target }) =>
            onChange({ ...override, match: emptyMatcher(target.value as FieldMatcher['by'], match, refIds) })
          }
        >
          {kinds.map((kind) => (
            <option key={kind.value} value={kind.value}>
              {kind.label}
            </option>
          ))}
        </select>
        <Matcher
          match={match}
          refIds={refIds}
          context={context}
          onChange={(next) => onChange({ ...override, match: next })}
        />
      </div>
      {here.map(({ field: each }) => (
        <FieldRow
          key={each.path}
          field={each}
          value={valueAt(set, each.path)}
          context={context}
          onChange={(value) => write(each, value)}
          onReset={() => {
            setEmpty(empty.filter((path) => path !== each.path));
            onChange({
              ...override,
              set: withValue(set as OptionValues, each.path, undefined) as FieldConfig,
            });
          }}
        />
      ))}
      <div className={styles['actions']}>
        <Picker
          label="Add a setting"
          trigger={
            <Button kind="quiet" data-testid="add-override-setting">
              <Plus size={13} aria-hidden />
              Setting
            </Button>
          }
          options={others.map(({ group, field: each }) => ({ value: each.path, label: each.label, group }))}
          placeholder="Search settings"
          onPick={add}
        />
        <span />
        <Button
          kind="quiet"
          icon
          aria-label="Move this override up"
          disabled={at === 0}
          onClick={() => onMove(-1)}
        >
          <ArrowUp size={13} aria-hidden />
        </Button>
        <Button
          kind="quiet"
          icon
          aria-label="Move this override down"
          disabled={last}
          onClick={() => onMove(1)}
        >
          <ArrowDown size={13} aria-hidden />
        </Button>
        <Button kind="quiet" icon aria-label="Remove this override" onClick={onRemove}>
          <Trash2 size={13} aria-hidden />
        </Button>
      </div>
    </FoldedGroup>
  );
}

interface MatcherProps {
  readonly match: FieldMatcher;
  readonly refIds: readonly string[];
  readonly context: FieldContext;
  onChange(match: FieldMatcher): void;
}

function Matcher({ match, refIds, context, onChange }: MatcherProps) {
  const id = useId();
  switch (match.by) {
    case 'name':
      return (
        <>
          <DraftInput
            aria-label="Name of the series"
            list={`${id}-names`}
            value={match.name}
            placeholder="Name of the series"
            onText={(name) => onChange({ by: 'name', name })}
          />
          <datalist id={`${id}-names`}>
            {context.seriesNames.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      );
    case 'names':
      return (
        <>
          <Names
            id={`${id}-list`}
            label="Names of the series"
            value={match.names}
            names={context.seriesNames}
            onChange={(names) => onChange({ ...match, names: (names ?? []) as string[] })}
          />
          <label className={styles['check']}>
            <input
              type="checkbox"
              checked={match.exclude ?? false}
              onChange={({ currentTarget }) =>
                onChange({
                  by: 'names',
                  names: match.names,
                  ...(currentTarget.checked ? { exclude: true } : {}),
                })
              }
            />
            All but these
          </label>
        </>
      );
    case 'regex':
      return (
        <DraftInput
          aria-label="Pattern of names"
          value={match.pattern}
          placeholder="^web\d+"
          problem={patternProblem}
          onText={(pattern) => onChange({ by: 'regex', pattern })}
        />
      );
    case 'query':
      return (
        <select
          className={controls['select']}
          aria-label="Query"
          value={match.refId}
          onChange={({ target }) => onChange({ by: 'query', refId: target.value })}
        >
          {[...new Set([match.refId, ...refIds])].map((refId) => (
            <option key={refId} value={refId}>
              Query {refId}
            </option>
          ))}
        </select>
      );
    case 'type':
      return (
        <select
          className={controls['select']}
          aria-label="Kind of field"
          value={match.type}
          onChange={({ target }) => onChange({ by: 'type', type: target.value as typeof match.type })}
        >
          <option value="number">Numbers</option>
          <option value="text">Texts</option>
          <option value="time">Times</option>
        </select>
      );
    case 'value':
      return (
        <div className={styles['value']}>
          <select
            className={controls['select']}
            aria-label="Calculation"
            value={match.calc}
            onChange={({ target }) => onChange({ ...match, calc: target.value })}
          >
            {calculations.map((calc) => (
              <option key={calc.id} value={calc.id}>
                {calc.label}
              </option>
            ))}
          </select>
          <select
            className={controls['select']}
            aria-label="Comparison"
            value={match.is}
            onChange={({ target }) => onChange({ ...match, is: target.value as typeof match.is })}
          >
            <option value="over">over</option>
            <option value="under">under</option>
            <option value="equal">equal to</option>
            <option value="null">nothing</option>
          </select>
          {match.is !== 'null' && (
            <DraftInput
              aria-label="Number"
              inputMode="decimal"
              value={String(match.value ?? 0)}
              problem={(text) => (typeof readNumber(text) === 'number' ? null : 'Not a number')}
              onText={(text) => onChange({ ...match, value: readNumber(text) ?? 0 })}
            />
          )}
        </div>
      );
  }
}
