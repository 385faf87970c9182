import { Pencil } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { CopyLine } from '../../components/CopyLine.tsx';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import { Meter } from '../../components/Meter.tsx';
import { Modal } from '../../components/Modal.tsx';
import { Problem } from '../../components/Problem.tsx';
import { SearchBox } from '../../components/SearchBox.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { TextField } from '../../components/TextField.tsx';
import styles from './GalleryPage.module.css';

/** What pages are made of, in each of its states. */
export function ComponentsShelf() {
  const [search, setSearch] = useState('web0');
  const [choice, setChoice] = useState('b');
  const [open, setOpen] = useState(false);
  return (
    <section aria-label="Components">
      <h2 className={styles['title']}>Components</h2>
      <div className={styles['components']}>
        <Piece title="Buttons">
          <div className={styles['line']}>
            <Button kind="primary">Save</Button>
            <Button>Plain</Button>
            <Button kind="quiet">Quiet</Button>
            <Button kind="danger">Delete</Button>
            <Button disabled>Disabled</Button>
            <Button icon aria-label="Edit">
              <Pencil size={14} aria-hidden />
            </Button>
          </div>
        </Piece>
        <Piece title="Choices">
          <Segmented
            label="Example"
            options={[
              { value: 'a', label: 'Last' },
              { value: 'b', label: 'Mean' },
              { value: 'c', label: 'Max' },
            ]}
            value={choice}
            onChange={setChoice}
          />
        </Piece>
        <Piece title="Search">
          <SearchBox label="Search hosts" value={search} onChange={setSearch} />
        </Piece>
        <Piece title="Fields">
          <form>
            <TextField label="Name" defaultValue="Web servers" note="Shown in lists" />
            <TextField
              label="Password"
              type="password"
              autoComplete="off"
              defaultValue="short"
              problem="At least 8 characters"
            />
          </form>
        </Piece>
        <Piece title="A line to copy">
          <CopyLine label="Line" text={'echo "name 42 $(date +%s)" | nc -q0 host 2003'} />
        </Piece>
        <Piece title="How full">
          <Meter label="Fine" percent={40} />
          <br />
          <Meter label="Soon" percent={88} />
          <br />
          <Meter label="Full" percent={97} />
        </Piece>
        <Piece title="Problem">
          <Problem
            error={new Error('The server does not answer.')}
            meanwhile="The values below are from 14:05."
            retry={() => {}}
          />
        </Piece>
        <Piece title="Loading">
          <LoadingBar on />
          <p>The bar at the upper edge shows itself after 300 ms.</p>
        </Piece>
        <Piece title="Dialog">
          <Button onClick={() => setOpen(true)}>Open</Button>
          {open && (
            <Modal title="A dialog" onClose={() => setOpen(false)}>
              <p>Esc and a click beside it close.</p>
            </Modal>
          )}
        </Piece>
      </div>
    </section>
  );
}

function Piece({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <article className={styles['piece']}>
      <h3>{title}</h3>
      {children}
    </article>
  );
}
