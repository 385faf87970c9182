import { useState } from 'react';
import type { AnnotationQuery } from '../../../../src/schema/dashboard.ts';
import { annotationQueries } from '../../../../src/view/annotations.ts';
import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';
import type { DialogProps } from '../dialogs/dialogProps.ts';
import { readTags } from '../dialogs/readTags.ts';
import { compact, setMembers } from '../edits.ts';
import { ItemList } from './ItemList.tsx';
import styles from './SettingsDialog.module.css';

const sources: readonly { value: AnnotationQuery['source']; label: string }[] = [
  { value: 'own', label: 'Made on this dashboard' },
  { value: 'events', label: 'Events, by tag' },
  { value: 'target', label: 'Values of a query' },
];

/** Where the marks on charts come from. */
export function AnnotationsSection({ editor }: DialogProps) {
  const queries = [...annotationQueries(editor.dashboard)];
  const [open, setOpen] = useState(-1);
  const set = (annotations: AnnotationQuery[], name: string) =>
    editor.edit(setMembers({ annotations }, name));
  return (
    <ItemList<AnnotationQuery>
      items={queries}
      open={open}
      onOpen={setOpen}
      addLabel="Add annotations"
      none="Nothing is marked on the charts of this dashboard."
      name={(query) => query.name || 'Annotations'}
      note={(query) =>
        [
          sources.find((one) => one.value === query.source)!.label,
          query.source === 'target' ? query.target : query.tags?.join(', '),
          query.disabled ? 'off at first' : '',
        ]
          .filter(Boolean)
          .join(' · ')
      }
      onChange={set}
      onAdd={() => {
        set([...queries, { name: 'Events', source: 'events' }], 'Add annotations');
        setOpen(queries.length);
      }}
      form={(query, i) => (
        <AnnotationForm
          query={query}
          panels={editor.dashboard.rows.flatMap((row) => row.panels)}
          onChange={(next) => set(queries.with(i, compact(next)), `Change annotations "${next.name}"`)}
        />
      )}
    />
  );
}

interface AnnotationFormProps {
  readonly query: AnnotationQuery;
  readonly panels: readonly { readonly id: string; readonly title?: string | undefined }[];
  onChange(query: AnnotationQuery): void;
}

function AnnotationForm({ query, panels, onChange }: AnnotationFormProps) {
  const [tags, setTags] = useState((query.tags ?? []).join(', '));
  const where = query.panels === undefined ? 'all' : query.panels.exclude ? 'except' : 'some';
  return (
    <div className={styles['form']}>
      <div className={styles['pair']}>
        <TextField
          label="Name"
          value={query.name}
          maxLength={200}
          onChange={(event) => onChange({ ...query, name: event.target.value })}
        />
        <SelectField
          label="From"
          value={query.source}
          options={sources}
          onChange={(source) => onChange({ ...query, source })}
        />
        <TextField
          label="Colour"
          placeholder="palette-0"
          note="#rrggbb, a name, ok, warn, crit, or palette-3"
          value={query.color ?? ''}
          onChange={(event) => onChange({ ...query, color: event.target.value.trim() || undefined })}
        />
        <SelectField
          label="On"
          value={where}
          options={[
            { value: 'all', label: 'All panels' },
            { value: 'some', label: 'These panels only' },
            { value: 'except', label: 'All but these panels' },
          ]}
          onChange={(value) => {
            const { panels: _, ...rest } = query;
            onChange(
              value === 'all'
                ? rest
                : {
                    ...rest,
                    panels: {
                      ids: query.panels?.ids ?? [],
                      ...(value === 'except' ? { exclude: true } : {}),
                    },
                  },
            );
          }}
        />
      </div>
      {query.panels && (
        <fieldset className={styles['picks']}>
          <legend className="visually-hidden">Panels</legend>
          {panels.map((panel) => (
            <label key={panel.id} className={styles['check']}>
              <input
                type="checkbox"
                checked={query.panels!.ids.includes(panel.id)}
                onChange={(event) => {
                  const ids = query.panels!.ids.filter((id) => id !== panel.id);
                  onChange({
                    ...query,
                    panels: { ...query.panels!, ids: event.target.checked ? [...ids, panel.id] : ids },
                  });
                }}
              />
              {panel.title || panel.id}
            </label>
          ))}
        </fieldset>
      )}
      {query.source === 'target' ? (
        <TextField
          label="Query"
          value={query.target ?? ''}
          note="Each value other than zero is a mark; several in a row are a region"
          onChange={(event) => onChange({ ...query, target: event.target.value || undefined })}
        />
      ) : (
        <>
          <TextField
            label="Tags"
            value={tags}
            placeholder="deploy, $host"
            onChange={(event) => {
              setTags(event.target.value);
              const list = readTags(event.target.value);
              onChange({ ...query, tags: list.length > 0 ? list : undefined });
            }}
          />
          <label className={styles['check']}>
            <input
              type="checkbox"
              checked={query.any ?? false}
              onChange={(event) => onChange({ ...query, any: event.target.checked || undefined })}
            />
            One of the tags is enough
          </label>
        </>
      )}
      <div className={styles['row']}>
        <label className={styles['check']}>
          <input
            type="checkbox"
            checked={!query.disabled}
            onChange={(event) => onChange({ ...query, disabled: !event.target.checked || undefined })}
          />
          On when the dashboard opens
        </label>
        <label className={styles['check']}>
          <input
            type="checkbox"
            checked={!query.hidden}
            onChange={(event) => onChange({ ...query, hidden: !event.target.checked || undefined })}
          />
          With a switch in the bar
        </label>
      </div>
    </div>
  );
}
