import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import type { Dashboard, Panel } from '../../../../src/schema/dashboard.ts';
import type { Saved } from '../../../../src/schema/dashboards.ts';
import { conflictOf, dashboardsApi } from '../../api/dashboards.ts';
import { Button } from '../../components/Button.tsx';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import { Modal } from '../../components/Modal.tsx';
import { Problem } from '../../components/Problem.tsx';
import { SearchBox } from '../../components/SearchBox.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { TextField } from '../../components/TextField.tsx';
import { FolderField } from '../../dashboard/dialogs/FolderField.tsx';
import { addPanel, newId, panelName } from '../../dashboard/edits.ts';
import type { TimeRange } from '../../time/range.ts';
import styles from './ExploreDialogs.module.css';

interface AddToDashboardProps {
  /** The title is the dialog's to say. */
  readonly panel: Panel;
  readonly title: string;
  readonly range: TimeRange;
  onClose(): void;
}

const listed = 50;

/** Keeps what is shown as a panel: of a new dashboard, or of one that is there. */
export default function AddToDashboard({ panel, title: suggested, range, onClose }: AddToDashboardProps) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [goal, setGoal] = useState<'new' | 'there'>('new');
  const [title, setTitle] = useState(suggested);
  const [folder, setFolder] = useState<string | null>(null);
  const [uid, setUid] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: (): Promise<Saved> => {
      const named: Panel = { ...panel, ...(title.trim() ? { title: title.trim() } : {}) };
      if (goal === 'new')
        return dashboardsApi.create({ dashboard: dashboardOf(named, title.trim(), range), folder });
      return addTo(uid!, named);
    },
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: ['dashboard', saved.uid] });
      void client.invalidateQueries({ queryKey: ['dashboards'] });
      const time = new URLSearchParams({ from: range.from, until: range.until });
      navigate(`/d/${saved.uid}?${time}`);
    },
  });
  const ready = title.trim() !== '' && (goal === 'new' || uid !== null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) save.mutate();
  };
  return (
    <Modal title="Keep it on a dashboard" onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        <Segmented<'new' | 'there'>
          label="Where it goes"
          value={goal}
          options={[
            { value: 'new', label: 'New dashboard' },
            { value: 'there', label: 'Existing one' },
          ]}
          onChange={setGoal}
        />
        <TextField
          label={goal === 'new' ? 'Title' : 'Title of the panel'}
          value={title}
          maxLength={500}
          data-testid="add-title"
          problem={title.trim() ? undefined : 'It needs a title.'}
          onChange={(event) => setTitle(event.target.value)}
        />
        {goal === 'new' ? (
          <FolderField value={folder} onChange={setFolder} />
        ) : (
          <DashboardChoice value={uid} onChange={setUid} />
        )}
        {save.error && <Problem error={save.error} />}
        <div className={styles['buttons']}>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={!ready || save.isPending} data-testid="add-confirm">
            {goal === 'new' ? 'Save and open' : 'Add and open'}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function dashboardOf(panel: Panel, title: string, range: TimeRange): Dashboard {
  return {
    format: 'plumbago-dashboard',
    formatVersion: 1,
    title,
    // A moment that is gone is no range to open a dashboard with.
    ...(/^\d/.test(range.from) ? {} : { time: range }),
    rows: [{ id: 'r1', panels: [{ ...panel, id: 'p1', grid: { x: 0, y: 0, w: 24, h: 10 } }] }],
  };
}

/** Adds a panel to a dashboard as it is on the server now; somebody who saves at the same moment loses nothing. */
async function addTo(uid: string, panel: Panel, again = true): Promise<Saved> {
  const { dashboard, meta } = await dashboardsApi.get(uid);
  const added = addPanel({ ...panel, id: newId(dashboard, 'p') }, null).apply(dashboard);
  try {
    return await dashboardsApi.save(uid, {
      dashboard: added,
      baseVersion: meta.version,
      message: `Add ${panelName(panel)} from Explore`,
    });
  } catch (error) {
    if (again && conflictOf(error)) return addTo(uid, panel, false);
    throw error;
  }
}

interface DashboardChoiceProps {
  readonly value: string | null;
  onChange(uid: string): void;
}

/** One of the dashboards that one may change, found by its title. */
function DashboardChoice({ value, onChange }: DashboardChoiceProps) {
  const [text, setText] = useState('');
  const { data, error, isFetching } = useQuery({
    queryKey: ['dashboards', 'to-add', text.trim()],
    queryFn: ({ signal }) =>
      dashboardsApi.list({ text: text.trim() || undefined, sort: 'recent', limit: String(listed) }, signal),
    placeholderData: keepPreviousData,
  });
  const open =
    data?.dashboards.filter(({ access, origin }) => access === 'edit' && origin !== 'builtin') ?? [];
  return (
    <div>
      <div className={styles['search']}>
        <SearchBox value={text} onChange={setText} label="Find a dashboard" testId="add-search" />
      </div>
      <div className={styles['boards']} role="radiogroup" aria-label="Dashboard">
        <LoadingBar on={isFetching} />
        {error && <Problem error={error} />}
        {open.map(({ uid, title, folderTitle }) => (
          <label key={uid}>
            <input type="radio" name="dashboard" checked={uid === value} onChange={() => onChange(uid)} />
            {title}
            {folderTitle && <small>{folderTitle}</small>}
          </label>
        ))}
        {data && open.length === 0 && (
          <p className={styles['note']}>No dashboard that you may change fits.</p>
        )}
      </div>
    </div>
  );
}
