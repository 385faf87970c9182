import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { Variable } from '../../../../src/schema/dashboard.ts';
import { readCustomOptions } from '../../../../src/view/variables/customOptions.ts';
import { readIntervals } from '../../../../src/view/variables/intervals.ts';
import { dashboardsApi } from '../../api/dashboards.ts';
import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';
import type { DashboardScope } from '../scope.ts';
import styles from './SettingsDialog.module.css';

interface VariableFormProps {
  readonly variable: Variable;
  /** Names of the others. */
  readonly taken: readonly string[];
  readonly scope: DashboardScope;
  onChange(variable: Variable): void;
}

type Query = Extract<Variable, { type: 'query' }>;

const types: readonly { value: Variable['type']; label: string }[] = [
  { value: 'query', label: 'Query: names that a pattern finds' },
  { value: 'custom', label: 'List: values written here' },
  { value: 'text', label: 'Text: whatever is typed' },
  { value: 'constant', label: 'Constant: one value, not shown' },
  { value: 'interval', label: 'Interval: such as 1m, 10m, 1h' },
];

const sorts: readonly { value: NonNullable<Query['sort']>; label: string }[] = [
  { value: 'none', label: 'As they come' },
  { value: 'natural-asc', label: 'By name, numbers by value' },
  { value: 'natural-desc', label: 'The same, downwards' },
  { value: 'nocase-asc', label: 'By name' },
  { value: 'nocase-desc', label: 'By name, downwards' },
  { value: 'asc', label: 'By letter, capitals first' },
  { value: 'desc', label: 'By letter, downwards' },
  { value: 'numeric-asc', label: 'By number' },
  { value: 'numeric-desc', label: 'By number, downwards' },
];

/** One variable, with a look at what there will be to choose. */
export function VariableForm({ variable, taken, scope, onChange }: VariableFormProps) {
  const [name, setName] = useState(variable.name);
  const nameProblem = !/^\w{1,100}$/.test(name)
    ? 'Letters, digits and underscores.'
    : taken.includes(name)
      ? 'Another variable has this name.'
      : undefined;
  const change = (changes: Partial<Variable>) => onChange({ ...variable, ...changes } as Variable);
  return (
    <div className={styles['form']}>
      <div className={styles['pair']}>
        <TextField
          label="Name"
          value={name}
          problem={nameProblem}
          note={`Stands in queries and titles as $${name}`}
          data-testid="variable-name"
          onChange={(event) => {
            const next = event.target.value.trim();
            setName(next);
            if (/^\w{1,100}$/.test(next) && !taken.includes(next)) change({ name: next });
          }}
        />
        <TextField
          label="Label"
          placeholder={variable.name}
          value={variable.label ?? ''}
          onChange={(event) => change({ label: event.target.value || undefined })}
        />
        <SelectField
          label="Kind"
          value={variable.type}
          options={types}
          testId="variable-type"
          onChange={(type) => onChange(asType(variable, type))}
        />
        <SelectField
          label="In the bar"
          value={variable.hide ?? 'nothing'}
          options={[
            { value: 'nothing', label: 'With its label' },
            { value: 'label', label: 'Without a label' },
            { value: 'variable', label: 'Not shown' },
          ]}
          onChange={(hide) => change({ hide: hide === 'nothing' ? undefined : hide })}
        />
      </div>
      <TypeFields variable={variable} onChange={onChange} />
      {(variable.type === 'query' || variable.type === 'custom') && (
        <ChoiceFields variable={variable} onChange={onChange} />
      )}
      <Preview variable={variable} scope={scope} />
    </div>
  );
}

function TypeFields({ variable, onChange }: Pick<VariableFormProps, 'variable' | 'onChange'>) {
  switch (variable.type) {
    case 'query':
      return (
        <>
          <TextField
            label="Query"
            value={variable.query}
            placeholder="hosts.*"
            note="A pattern gives the names of its last level; expand(pattern) whole names; tags(), tag_values(tag, expression …). Other variables may stand in it."
            data-testid="variable-query"
            onChange={(event) => onChange({ ...variable, query: event.target.value })}
          />
          <div className={styles['pair']}>
            <TextField
              label="Keep what matches"
              value={variable.regex ?? ''}
              placeholder="/^web(\d+)$/"
              note="A regular expression; its first group is what is kept"
              onChange={(event) => onChange({ ...variable, regex: event.target.value || undefined })}
            />
            <SelectField
              label="Order"
              value={variable.sort ?? 'none'}
              options={sorts}
              onChange={(sort) => onChange({ ...variable, sort: sort === 'none' ? undefined : sort })}
            />
          </div>
          <Check
            label="Only names with values in the time range, asked again when it changes"
            checked={variable.refreshOnTime ?? false}
            onChange={(on) => onChange({ ...variable, refreshOnTime: on || undefined })}
          />
        </>
      );
    case 'custom':
      return (
        <TextField
          label="Values"
          value={variable.options}
          placeholder="a, b, Production : prod"
          note="With commas between; text : value where they differ"
          data-testid="variable-options"
          onChange={(event) => onChange({ ...variable, options: event.target.value })}
        />
      );
    case 'text':
      return (
        <TextField
          label="At first"
          value={variable.current ?? ''}
          onChange={(event) => onChange({ ...variable, current: event.target.value || undefined })}
        />
      );
    case 'constant':
      return (
        <TextField
          label="Value"
          value={variable.value}
          onChange={(event) => onChange({ ...variable, value: event.target.value })}
        />
      );
    case 'interval':
      return (
        <>
          <TextField
            label="Intervals"
            value={variable.options}
            placeholder="1m, 10m, 1h"
            onChange={(event) => onChange({ ...variable, options: event.target.value })}
          />
          <Check
            label="Offer auto: the range in about 30 parts"
            checked={variable.auto !== undefined}
            onChange={(on) => onChange({ ...variable, auto: on ? {} : undefined })}
          />
        </>
      );
  }
}

function ChoiceFields({
  variable,
  onChange,
}: {
  variable: Extract<Variable, { type: 'query' | 'custom' }>;
  onChange(variable: Variable): void;
}) {
  return (
    <div className={styles['pair']}>
      <div>
        <Check
          label="Several at once"
          checked={variable.multi ?? false}
          onChange={(on) => onChange({ ...variable, multi: on || undefined })}
        />
        <Check
          label="Offer All"
          checked={variable.includeAll ?? false}
          onChange={(on) => onChange({ ...variable, includeAll: on || undefined })}
        />
      </div>
      {variable.includeAll && (
        <TextField
          label="All is"
          value={variable.allValue ?? ''}
          placeholder="*"
          note="Left empty: all values as {a,b,c}"
          onChange={(event) => onChange({ ...variable, allValue: event.target.value || undefined })}
        />
      )}
    </div>
  );
}

function Check({
  label,
  checked,
  onChange,
}: {
  label: string;
  checked: boolean;
  onChange(on: boolean): void;
}) {
  return (
    <label className={styles['check']}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}

const shownChoices = 40;

/** What there would be to choose now. */
function Preview({ variable, scope }: { variable: Variable; scope: DashboardScope }) {
  const query = useDeferredValue(variable.type === 'query' ? scope.interpolate(variable.query) : '');
  const regex = variable.type === 'query' ? (variable.regex ?? '') : '';
  const sort = variable.type === 'query' ? variable.sort : undefined;
  const { data, error } = useQuery({
    queryKey: ['variable-preview', query, regex, sort],
    queryFn: ({ signal }) =>
      dashboardsApi.variableValues(
        {
          query,
          ...(regex ? { regex } : {}),
          ...(sort ? { sort } : {}),
          limit: shownChoices,
          tz: scope.zone,
        },
        signal,
      ),
    enabled: query.trim() !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (variable.type === 'text' || variable.type === 'constant') return null;
  const [texts, total] =
    variable.type === 'query'
      ? [(data?.options ?? []).map((one) => one.text), data?.total ?? 0]
      : ((list: string[]) => [list, list.length] as const)(
          variable.type === 'custom'
            ? readCustomOptions(variable.options).map((one) => one.text)
            : readIntervals(variable.options),
        );
  return (
    <section
      className={styles['preview']}
      aria-label="What there is to choose"
      data-testid="variable-preview"
    >
      {error ? (
        <p className={styles['wrong']}>{error.message}</p>
      ) : texts.length === 0 ? (
        <p>
          {variable.type === 'query' && query.trim() === ''
            ? 'Write a query to see its values'
            : 'Nothing to choose'}
        </p>
      ) : (
        <>
          <p>{total === 1 ? 'One value' : `${total.toLocaleString('en')} values`}</p>
          <ul>
            {texts.slice(0, shownChoices).map((text) => (
              <li key={text}>{text}</li>
            ))}
            {total > shownChoices && <li>…</li>}
          </ul>
        </>
      )}
    </section>
  );
}

/** The variable as another kind, with what both have. */
function asType(variable: Variable, type: Variable['type']): Variable {
  const { name, label, description, hide } = variable;
  const base = {
    name,
    ...(label ? { label } : {}),
    ...(description ? { description } : {}),
    ...(hide ? { hide } : {}),
  };
  const choice =
    'multi' in variable || 'includeAll' in variable
      ? { multi: variable.multi, includeAll: variable.includeAll, allValue: variable.allValue }
      : {};
  const options = 'options' in variable ? variable.options : '';
  switch (type) {
    case 'query':
      return { ...base, ...choice, type, query: '' };
    case 'custom':
      return { ...base, ...choice, type, options };
    case 'text':
      return { ...base, type };
    case 'constant':
      return { ...base, type, value: '' };
    case 'interval':
      return { ...base, type, options: options || '1m,10m,1h', auto: {} };
  }
}
