import { useMutation, useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, LayoutDashboard, Plus, Tag, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { Playlist } from '../../../../src/schema/dashboards.ts';
import { intervalSeconds } from '../../../../src/view/variables/intervals.ts';
import { dashboardsApi } from '../../api/dashboards.ts';
import { Button } from '../../components/Button.tsx';
import { Modal } from '../../components/Modal.tsx';
import { Picker } from '../../components/Picker.tsx';
import { Problem } from '../../components/Problem.tsx';
import { TextField } from '../../components/TextField.tsx';
import styles from './PlaylistsPage.module.css';
import { stopsQuery } from './playlistQueries.ts';
import { moved, stopsOf, toWrite } from './stops.ts';

interface PlaylistDialogProps {
  /** Null for a new one. */
  readonly playlist: Playlist | null;
  onDone(): void;
  onClose(): void;
}

/** As the schema has it. */
const [leastSeconds, mostSeconds] = [2, 86_400];
const mostItems = 200;

/** What a playlist shows, in which order, and how long. */
export default function PlaylistDialog({ playlist, onDone, onClose }: PlaylistDialogProps) {
  const [title, setTitle] = useState(playlist?.title ?? '');
  const [interval, setInterval] = useState(playlist ? `${playlist.interval}s` : '30s');
  const [items, setItems] = useState<Playlist['items']>(playlist?.items ?? []);
  const [asked, setAsked] = useState(false);
  const { data } = useQuery(stopsQuery);
  const seconds = intervalSeconds(interval.trim());
  const intervalProblem =
    seconds === null || seconds < leastSeconds || seconds > mostSeconds || !Number.isInteger(seconds)
      ? 'Such as 30s, 2m or 1h; from two seconds to a day.'
      : undefined;
  const save = useMutation({
    mutationFn: () => {
      const body = toWrite(title, seconds!, items);
      return playlist ? dashboardsApi.changePlaylist(playlist.uid, body) : dashboardsApi.createPlaylist(body);
    },
    onSuccess: onDone,
  });
  const titleProblem = title.trim() ? undefined : 'A playlist needs a title.';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (!titleProblem && !intervalProblem && !save.isPending) save.mutate();
  };
  const dashboards = data?.dashboards ?? [];
  const options = [
    ...(data?.tags ?? []).map(({ tag, count }) => ({
      ...{ value: `tag ${tag}`, label: tag, detail: `${count} dashboards`, group: 'All with a tag' },
    })),
    ...dashboards.map(({ uid, title: name, folderTitle }) => ({
      ...{ value: `dashboard ${uid}`, label: name, group: 'Dashboards' },
      ...(folderTitle === null ? {} : { detail: folderTitle }),
    })),
  ];
  const add = (value: string) => {
    const space = value.indexOf(' ');
    const rest = value.slice(space + 1);
    setItems((before) => [...before, value.startsWith('tag ') ? { tag: rest } : { dashboard: rest }]);
  };
  const stops = data ? stopsOf(items, dashboards).length : 0;
  return (
    <Modal title={playlist ? 'Edit the playlist' : 'New playlist'} size="wide" onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        <div className={styles['two']}>
          <TextField
            label="Title"
            value={title}
            maxLength={200}
            problem={asked ? titleProblem : undefined}
            data-testid="playlist-title"
            onChange={(event) => setTitle(event.target.value)}
          />
          <TextField
            label="Each is shown for"
            value={interval}
            problem={intervalProblem}
            data-testid="playlist-interval"
            onChange={(event) => setInterval(event.target.value)}
          />
        </div>
        <div className={styles['items']}>
          <h3>
            Dashboards <small className="numbers">{stops}</small>
          </h3>
          {items.length > 0 && (
            <ol data-testid="playlist-items">
              {items.map((item, i) => {
                const name = nameOf(item, dashboards, data !== undefined);
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the same dashboard may stand there twice
                  <li key={`${i} ${name}`}>
                    {item.tag === undefined ? (
                      <LayoutDashboard size={14} aria-hidden />
                    ) : (
                      <Tag size={14} aria-hidden />
                    )}
                    <span>{name}</span>
                    <Button
                      kind="quiet"
                      icon
                      disabled={i === 0}
                      aria-label={`Move ${name} up`}
                      onClick={() => setItems(moved(items, i, i - 1))}
                    >
                      <ArrowUp size={14} aria-hidden />
                    </Button>
                    <Button
                      kind="quiet"
                      icon
                      disabled={i === items.length - 1}
                      aria-label={`Move ${name} down`}
                      onClick={() => setItems(moved(items, i, i + 1))}
                    >
                      <ArrowDown size={14} aria-hidden />
                    </Button>
                    <Button
                      kind="quiet"
                      icon
                      aria-label={`Take ${name} out`}
                      onClick={() => setItems(items.filter((_, place) => place !== i))}
                    >
                      <X size={14} aria-hidden />
                    </Button>
                  </li>
                );
              })}
            </ol>
          )}
          {items.length < mostItems && (
            <Picker
              label="Add dashboards"
              trigger={
                <Button data-testid="playlist-add">
                  <Plus size={14} aria-hidden /> Add
                </Button>
              }
              options={options}
              placeholder="Dashboards and tags"
              loading={data === undefined}
              several
              testId="playlist-search"
              onPick={add}
            />
          )}
        </div>
        {save.error && <Problem error={save.error} />}
        <div className={styles['buttons']}>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabled={save.isPending} data-testid="playlist-save">
            Save
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function nameOf(
  { dashboard, tag }: Playlist['items'][number],
  dashboards: readonly { readonly uid: string; readonly title: string }[],
  known: boolean,
): string {
  if (tag !== undefined) return `All with the tag ${tag}`;
  const found = dashboards.find(({ uid }) => uid === dashboard);
  return found?.title ?? (known ? `${dashboard} (not there any more)` : '…');
}
