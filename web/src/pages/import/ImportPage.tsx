import { FileUp } from 'lucide-react';
import { type ClipboardEvent, type DragEvent, useCallback, useRef, useState } from 'react';
import { mayAs, useSession } from '../../api/session.ts';
import { TopBar } from '../../app/TopBar.tsx';
import { Button } from '../../components/Button.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { FolderField } from '../../dashboard/dialogs/FolderField.tsx';
import { ImportCard, type ImportHandle } from './ImportCard.tsx';
import styles from './ImportPage.module.css';
import { type ImportSource, readFiles, readJson } from './readFiles.ts';

/** Dashboards from files: dropped, chosen or pasted, looked at, and only then kept. */
export default function ImportPage() {
  const session = useSession().data;
  const [sources, setSources] = useState<readonly ImportSource[]>([]);
  // Not chosen: new ones are in none, and one that is replaced stays where it is.
  const [folder, setFolder] = useState<string | null>();
  const [pasted, setPasted] = useState('');
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const cards = useRef(new Map<number, ImportHandle>());
  const [ready, setReady] = useState<ReadonlySet<number>>(new Set());
  const [saving, setSaving] = useState(false);

  const add = (more: readonly ImportSource[]) => setSources((before) => [...before, ...more]);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void readFiles(event.dataTransfer.files).then(add);
  };
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    // A whole document at once is meant to be read; a letter typed is not.
    const text = event.clipboardData.getData('text/plain');
    if (pasted || !/^\s*[[{]/.test(text)) return;
    event.preventDefault();
    add(readJson('Pasted text', text));
  };
  const onReady = useCallback(
    (id: number, on: boolean) =>
      setReady((before) => {
        if (before.has(id) === on) return before;
        const next = new Set(before);
        if (on) next.add(id);
        else next.delete(id);
        return next;
      }),
    [],
  );
  const remove = (id: number) => {
    setSources((before) => before.filter((source) => source.id !== id));
    onReady(id, false);
  };
  const saveAll = async () => {
    setSaving(true);
    // One after the other: two of the same uid must not ask for it at the same time.
    for (const { id } of sources) if (ready.has(id)) await cards.current.get(id)?.save();
    setSaving(false);
  };

  if (!mayAs(session, 'editor'))
    return (
      <>
        <TopBar title="Import" parent={{ title: 'Dashboards', href: '/dashboards' }} />
        <main id="content" className={styles['page']}>
          <p>Importing dashboards needs the role of an editor.</p>
        </main>
      </>
    );
  return (
    <>
      <TopBar title="Import" parent={{ title: 'Dashboards', href: '/dashboards' }}>
        {ready.size > 1 && (
          <Button kind="primary" disabled={saving} data-testid="import-all" onClick={() => void saveAll()}>
            Import all {ready.size}
          </Button>
        )}
      </TopBar>
      <main
        id="content"
        className={styles['page']}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={(event) => event.currentTarget === event.target && setOver(false)}
        onDrop={drop}
      >
        <div className={styles['take']}>
          <div className={styles['drop']} data-over={over || undefined}>
            <FileUp size={22} strokeWidth={1.5} aria-hidden />
            <p>
              <strong>Drop files here</strong>
            </p>
            <p>JSON of Grafana (from version 2 on) or of Plumbago, several at once if you like.</p>
            <Button onClick={() => input.current?.click()}>Choose files</Button>
            <input
              ref={input}
              type="file"
              accept=".json,application/json"
              multiple
              hidden
              aria-label="Files of dashboards"
              data-testid="import-files"
              onChange={(event) => {
                void readFiles(event.target.files ?? []).then(add);
                event.target.value = '';
              }}
            />
          </div>
          <div className={styles['paste']}>
            <TextArea
              label="Or paste the JSON"
              rows={6}
              value={pasted}
              placeholder="{ … }"
              spellCheck={false}
              data-testid="import-text"
              onPaste={paste}
              onChange={(event) => setPasted(event.target.value)}
            />
            {pasted.trim() !== '' && (
              <Button
                onClick={() => {
                  add(readJson('Pasted text', pasted));
                  setPasted('');
                }}
              >
                Read it
              </Button>
            )}
          </div>
        </div>
        {sources.length > 0 && (
          <div className={styles['folder']}>
            <FolderField label="Into the folder" value={folder ?? null} onChange={setFolder} />
          </div>
        )}
        {sources.map((source) => (
          <ImportCard
            key={source.id}
            ref={(card) => {
              if (card) cards.current.set(source.id, card);
              else cards.current.delete(source.id);
            }}
            source={source}
            folder={folder}
            alone={sources.length === 1}
            onReady={onReady}
            onRemove={() => remove(source.id)}
          />
        ))}
        {sources.length === 0 && (
          <p className={styles['note']}>
            Nothing is kept before you have seen what becomes of a dashboard: what is taken over, what
            changes, and what has no counterpart here. In Grafana the JSON is found under Share or Export.
          </p>
        )}
      </main>
    </>
  );
}
