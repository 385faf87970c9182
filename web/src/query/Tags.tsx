import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { Picker } from '../components/Picker.tsx';
import { readTagExpression, type TagExpression, tagOperators, writeTagExpression } from './pathSegments.ts';
import styles from './TargetBuilder.module.css';

interface TagsProps {
  /** The conditions of `seriesByTag` as they are written. */
  readonly expressions: readonly string[];
  resolve(text: string): string;
  readonly variables: readonly string[];
  onChange(expressions: readonly string[]): void;
}

/** The conditions that series have to meet, each with a tag, a comparison and a value. */
export function Tags({ expressions, resolve, variables, onChange }: TagsProps) {
  const read = expressions.map(readTagExpression);
  const others = (at: number) => expressions.filter((_, i) => i !== at && read[i]?.value !== '').map(resolve);
  return (
    <span className={styles['segments']}>
      <span className={styles['word']}>series with</span>
      {expressions.map((expression, i) => {
        const condition = read[i];
        const change = (changes: Partial<TagExpression>) =>
          condition && onChange(expressions.with(i, writeTagExpression({ ...condition, ...changes })));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place in the list
          <span key={i} className={styles['tag']}>
            {condition ? (
              <>
                <TagPicker tag={condition.tag} others={others(i)} onPick={(tag) => change({ tag })} />
                <select
                  aria-label={`How ${condition.tag} is compared`}
                  value={condition.operator}
                  onChange={({ target }) => change({ operator: target.value as TagExpression['operator'] })}
                >
                  {tagOperators.map((operator) => (
                    <option key={operator} value={operator}>
                      {operator}
                    </option>
                  ))}
                </select>
                <ValuePicker
                  condition={condition}
                  others={others(i)}
                  variables={variables}
                  onPick={(value) => change({ value })}
                />
              </>
            ) : (
              <code>{expression}</code>
            )}
            <button
              type="button"
              className={styles['remove']}
              aria-label={`Remove the condition ${expression}`}
              onClick={() => onChange(expressions.toSpliced(i, 1))}
            >
              <X size={12} aria-hidden />
            </button>
          </span>
        );
      })}
      <TagPicker
        tag={null}
        others={others(-1)}
        // One condition has to be there that is not empty: any value, until somebody chooses one.
        onPick={(tag) => onChange([...expressions, `${tag}=~.+`])}
      />
    </span>
  );
}

interface TagPickerProps {
  /** Null adds one. */
  readonly tag: string | null;
  readonly others: readonly string[];
  onPick(tag: string): void;
}

export function TagPicker({ tag, others, onPick }: TagPickerProps) {
  const [opened, setOpened] = useState(false);
  const [text, setText] = useState('');
  const tags = useQuery({
    queryKey: ['tags', others, text],
    queryFn: ({ signal }) => api.completeTags(others, text, signal),
    enabled: opened,
    placeholderData: (previous) => previous,
    staleTime: 10_000,
  });
  return (
    <Picker
      label={tag === null ? 'Add a tag' : `Tag, now ${tag}`}
      trigger={
        tag === null ? (
          <button type="button" className={styles['more']} aria-label="Add a tag">
            <Plus size={13} aria-hidden />
          </button>
        ) : (
          <button type="button" className={styles['part']}>
            {tag}
          </button>
        )
      }
      options={(tags.data ?? []).map((name) => ({ value: name, label: name }))}
      chosen={tag === null ? [] : [tag]}
      placeholder="Name of a tag"
      loading={tags.isFetching}
      empty="No series has such a tag."
      free={(typed) => (/[!=~;\s]/.test(typed) ? null : { value: typed, label: `Use "${typed}"` })}
      onOpen={() => setOpened(true)}
      onSearch={setText}
      onPick={onPick}
    />
  );
}

interface ValuePickerProps {
  readonly condition: TagExpression;
  readonly others: readonly string[];
  readonly variables: readonly string[];
  onPick(value: string): void;
}

function ValuePicker({ condition: { tag, operator, value }, others, variables, onPick }: ValuePickerProps) {
  const [opened, setOpened] = useState(false);
  const [text, setText] = useState('');
  const pattern = operator.endsWith('~');
  const values = useQuery({
    queryKey: ['tag-values', tag, others, pattern ? '' : text],
    queryFn: ({ signal }) => api.completeTagValues(tag, others, pattern ? '' : text, signal),
    enabled: opened,
    placeholderData: (previous) => previous,
    staleTime: 10_000,
  });
  return (
    <Picker
      label={`Value of ${tag}, now ${value || 'empty'}`}
      trigger={
        <button
          type="button"
          className={styles['part']}
          data-glob={pattern || value.includes('$') || undefined}
        >
          {value || '(empty)'}
        </button>
      }
      options={[
        ...variables.map((name) => ({ value: `$${name}`, label: `$${name}`, group: 'Variables' })),
        ...(values.data ?? []).map((each) => ({ value: each, label: each, group: 'Values' })),
      ]}
      chosen={[value]}
      placeholder={pattern ? 'A value, or an expression such as web.*' : 'A value'}
      loading={values.isFetching}
      empty="No series has such a value."
      free={(typed) => ({ value: typed, label: `Use "${typed}"` })}
      onOpen={() => setOpened(true)}
      onSearch={setText}
      onPick={onPick}
    />
  );
}
