import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useLocation } from 'wouter';
import type { Dashboard } from '../../../../src/schema/dashboard.ts';
import { dashboardsApi } from '../../api/dashboards.ts';
import { Button } from '../../components/Button.tsx';
import { Problem } from '../../components/Problem.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextField } from '../../components/TextField.tsx';
import type { DialogProps } from '../dialogs/dialogProps.ts';
import { readTags } from '../dialogs/readTags.ts';
import { setMembers } from '../edits.ts';
import styles from './SettingsDialog.module.css';

const refreshChoices = ['live', '5s', '10s', '30s', '1m', '5m', '15m', '1h', 'off'];
const compareChoices = ['', '1h', '1d', '7d', '28d', '1y'];

/** Name, words, and how the page behaves. */
export function GeneralSection({ editor, kind, meta, scope }: DialogProps) {
  const { dashboard } = editor;
  const zones = useId();
  const [title, setTitle] = useState(dashboard.title);
  const [tags, setTags] = useState((dashboard.tags ?? []).join(', '));
  const [zone, setZone] = useState(dashboard.timeZone ?? 'browser');
  const set = (changes: Partial<Dashboard>, what: string) =>
    editor.edit(setMembers(changes, `Change ${what}`));
  const range = scope.page.range;
  const own = dashboard.time ?? { from: '-1h', until: 'now' };
  const zoneProblem =
    zone === 'browser' || zone === 'utc' || isZone(zone) ? undefined : 'There is no such zone.';
  const withCurrent = (list: readonly string[], current: string) =>
    list.includes(current) ? list : [...list, current];

  return (
    <div className={styles['form']}>
      <TextField
        label="Title"
        value={title}
        maxLength={500}
        data-testid="settings-title"
        problem={title.trim() ? undefined : 'A dashboard needs a title.'}
        onChange={(event) => {
          setTitle(event.target.value);
          if (event.target.value.trim()) set({ title: event.target.value.trim() }, 'the title');
        }}
      />
      <TextArea
        label="Description"
        value={dashboard.description ?? ''}
        maxLength={20_000}
        onChange={(event) => set({ description: event.target.value || undefined }, 'the description')}
      />
      <TextField
        label="Tags"
        placeholder="production, web"
        note="With commas between them"
        value={tags}
        onChange={(event) => {
          setTags(event.target.value);
          const list = readTags(event.target.value);
          set({ tags: list.length > 0 ? list : undefined }, 'the tags');
        }}
      />
      <div className={styles['pair']}>
        <div>
          <TextField
            label="Time zone"
            list={zones}
            value={zone}
            problem={zoneProblem}
            note="browser, utc, or such as Europe/Berlin"
            onChange={(event) => {
              const next = event.target.value.trim();
              setZone(next);
              if (next === 'browser' || next === '') set({ timeZone: undefined }, 'the time zone');
              else if (next === 'utc' || isZone(next)) set({ timeZone: next }, 'the time zone');
            }}
          />
          <datalist id={zones}>
            {['browser', 'utc', ...Intl.supportedValuesOf('timeZone')].map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </div>
        <SelectField
          label="Weeks begin on"
          value={dashboard.weekStart ?? 'monday'}
          options={[
            { value: 'monday', label: 'Monday' },
            { value: 'sunday', label: 'Sunday' },
            { value: 'saturday', label: 'Saturday' },
          ]}
          onChange={(value) =>
            set({ weekStart: value === 'monday' ? undefined : value }, 'the start of weeks')
          }
        />
        <SelectField
          label="New values"
          value={dashboard.refresh ?? 'live'}
          options={withCurrent(refreshChoices, dashboard.refresh ?? 'live').map((value) => ({
            value,
            label: value === 'live' ? 'Live' : value === 'off' ? 'Only when asked' : `Every ${value}`,
          }))}
          onChange={(value) => set({ refresh: value === 'live' ? undefined : value }, 'the refresh')}
        />
        <SelectField
          label="Pointer on one chart"
          value={dashboard.crosshair ?? 'line'}
          options={[
            { value: 'line', label: 'Shows a line on all others' },
            { value: 'tooltip', label: 'Shows line and values on all others' },
            { value: 'off', label: 'Shows nothing on others' },
          ]}
          onChange={(value) => set({ crosshair: value === 'line' ? undefined : value }, 'the crosshair')}
        />
        <SelectField
          label="Compare with"
          value={dashboard.compare ?? ''}
          options={withCurrent(compareChoices, dashboard.compare ?? '').map((value) => ({
            value,
            label: value === '' ? 'Nothing' : `${value} earlier`,
          }))}
          onChange={(value) => set({ compare: value || undefined }, 'the comparison')}
        />
        <div className={styles['range']}>
          <span>Time range when it opens</span>
          <p className="numbers">
            {own.from} until {own.until}
          </p>
          <Button
            disabled={own.from === range.from && own.until === range.until}
            onClick={() => set({ time: { from: range.from, until: range.until } }, 'the range')}
          >
            Take the one that is shown
          </Button>
        </div>
      </div>
      {kind === 'saved' && meta && (
        <Remove uid={meta.uid} title={dashboard.title} forget={editor.forgetDraft} />
      )}
    </div>
  );
}

function Remove({ uid, title, forget }: { uid: string; title: string; forget: () => void }) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const remove = useMutation({
    mutationFn: () => dashboardsApi.remove(uid),
    onSuccess: () => {
      forget();
      void client.invalidateQueries({ queryKey: ['dashboards'] });
      client.removeQueries({ queryKey: ['dashboard', uid] });
      navigate(`/dashboards?deleted=${encodeURIComponent(uid)}&title=${encodeURIComponent(title)}`);
    },
  });
  return (
    <section className={styles['danger']}>
      <div>
        <h3>Delete this dashboard</h3>
        <p>It stays in the trash for 30 days, with its versions.</p>
      </div>
      <Button
        kind="danger"
        disabled={remove.isPending}
        data-testid="delete-dashboard"
        onClick={() => remove.mutate()}
      >
        Delete
      </Button>
      {remove.error && <Problem error={remove.error} />}
    </section>
  );
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
