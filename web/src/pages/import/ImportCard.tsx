import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, X } from 'lucide-react';
import { type Ref, useEffect, useImperativeHandle, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { ImportAnswer } from '../../../../src/schema/dashboards.ts';
import { dashboardsApi } from '../../api/dashboards.ts';
import { Button } from '../../components/Button.tsx';
import { DraftInput } from '../../components/DraftInput.tsx';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { TextField } from '../../components/TextField.tsx';
import { panelTypeOf } from '../../panels/index.ts';
import styles from './ImportPage.module.css';
import { ImportReport } from './ImportReport.tsx';
import { PanelMap } from './PanelMap.tsx';
import type { ImportSource } from './readFiles.ts';
import { countTypes, sourceWords } from './summary.ts';

export interface ImportHandle {
  save(): Promise<unknown>;
}

interface ImportCardProps {
  readonly source: ImportSource;
  /** Where it goes; undefined where nobody has chosen. */
  readonly folder: string | null | undefined;
  /** The only one: it is opened when it is saved. */
  readonly alone: boolean;
  readonly ref?: Ref<ImportHandle>;
  onReady(id: number, ready: boolean): void;
  onRemove(): void;
}

/** One dashboard on its way in: what it became, and the choices before it is kept. */
export function ImportCard({ source, folder, alone, ref, onReady, onRemove }: ImportCardProps) {
  const { id, name, json, problem } = source;
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const [inputs, setInputs] = useState<Readonly<Record<string, string>>>({});
  const [title, setTitle] = useState<string | null>(null);
  const [overwrite, setOverwrite] = useState(false);
  const preview = useQuery({
    queryKey: ['import', id, inputs],
    queryFn: () => dashboardsApi.import({ json, inputs }),
    enabled: problem === undefined,
    placeholderData: (before: ImportAnswer | undefined) => before,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const { data } = preview;
  const uid = data?.dashboard.uid;
  const taken = useTaken(uid);
  const shownTitle = title ?? data?.dashboard.title ?? '';

  const save = useMutation({
    mutationFn: () =>
      dashboardsApi.import({
        // What is shown is what is kept.
        json: { ...data!.dashboard, title: shownTitle.trim() },
        save: true,
        ...(folder === undefined ? {} : { folder }),
        overwrite: overwrite && taken !== null,
      }),
    onSuccess: (answer) => {
      void client.invalidateQueries({ queryKey: ['dashboards'] });
      void client.invalidateQueries({ queryKey: ['folders'] });
      const saved = answer.saved!;
      client.removeQueries({ queryKey: ['dashboard', saved.uid] });
      if (alone) navigate(`/d/${saved.uid}`);
    },
  });
  const saved = save.data?.saved ?? null;
  const ready =
    data !== undefined && !preview.isPlaceholderData && saved === null && shownTitle.trim() !== '';
  useEffect(() => onReady(id, ready), [id, ready, onReady]);
  useImperativeHandle(ref, () => ({ save: () => save.mutateAsync().catch(() => null) }));

  if (saved)
    return (
      <section className={styles['card']} data-testid="imported">
        <header>
          <CircleCheck size={16} aria-hidden className={styles['done']} />
          <h2>{shownTitle}</h2>
          <Link href={`/d/${saved.uid}`}>Open</Link>
        </header>
      </section>
    );
  const constants = (data?.inputs ?? []).filter(({ kind }) => kind === 'constant');
  return (
    <section className={styles['card']} aria-label={name} data-testid="import-card">
      <LoadingBar on={preview.isFetching || save.isPending} />
      <header>
        <h2>{data?.dashboard.title ?? name}</h2>
        <small>
          {name}
          {data && `, ${sourceWords[data.source]}`}
        </small>
        <Button kind="quiet" icon aria-label={`Leave ${name} out`} onClick={onRemove}>
          <X size={15} aria-hidden />
        </Button>
      </header>
      {problem !== undefined && <Problem error={new Error(problem)} />}
      {preview.error && <Problem error={preview.error} />}
      {data && (
        <>
          <div className={styles['became']}>
            <PanelMap dashboard={data.dashboard} />
            <div>
              <ul className={styles['types']}>
                {countTypes(data.dashboard).map(({ type, count }) => {
                  const known = panelTypeOf(type);
                  return (
                    <li key={type}>
                      {known && <known.icon size={14} aria-hidden />}
                      <span className="numbers">{count}</span> {known?.label ?? 'Not understood'}
                    </li>
                  );
                })}
                <li>
                  <span className="numbers">{(data.dashboard.variables ?? []).length}</span> variables
                </li>
              </ul>
              <ImportReport report={data.report} />
            </div>
          </div>
          <div className={styles['choices']}>
            <TextField
              label="Title"
              value={shownTitle}
              maxLength={500}
              problem={shownTitle.trim() ? undefined : 'A dashboard needs a title.'}
              data-testid="import-title"
              onChange={(event) => setTitle(event.target.value)}
            />
            {constants.map((input) => (
              <div key={input.name} className={styles['input']}>
                <label htmlFor={`${id}-${input.name}`}>{input.label}</label>
                <DraftInput
                  id={`${id}-${input.name}`}
                  value={inputs[input.name] ?? input.value ?? ''}
                  whenLeft
                  onText={(text) => setInputs({ ...inputs, [input.name]: text })}
                />
              </div>
            ))}
          </div>
          {taken && (
            <div className={styles['taken']}>
              <p>
                A dashboard with the same uid is there already: <Link href={`/d/${uid}`}>{taken.title}</Link>.
              </p>
              <Segmented
                label="What becomes of it"
                value={overwrite ? 'replace' : 'both'}
                options={[
                  { value: 'both', label: 'Keep both' },
                  { value: 'replace', label: 'Replace it' },
                ]}
                onChange={(choice) => setOverwrite(choice === 'replace')}
              />
              {overwrite && <p>What is there now stays in its versions.</p>}
            </div>
          )}
          {save.error && <Problem error={save.error} />}
          <div className={styles['buttons']}>
            <Button
              kind="primary"
              disabled={!ready || save.isPending}
              data-testid="import-save"
              onClick={() => save.mutate()}
            >
              {overwrite && taken ? 'Import and replace' : 'Import'}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

/** The dashboard that has the uid and may be replaced, null when there is none. */
function useTaken(uid: string | undefined): { title: string } | null {
  const { data } = useQuery({
    queryKey: ['dashboards', 'all'],
    queryFn: ({ signal }) => dashboardsApi.list({ limit: '10000' }, signal),
    enabled: uid !== undefined,
  });
  const found = uid === undefined ? undefined : data?.dashboards.find((one) => one.uid === uid);
  return found?.access === 'edit' ? found : null;
}
