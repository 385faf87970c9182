import type { ReactNode } from 'react';
import { mayAs, useSession } from '../../api/session.ts';
import { LoadingBar } from '../../components/LoadingBar.tsx';
import { Problem } from '../../components/Problem.tsx';
import styles from './ListFrame.module.css';

/** How the answer that a list is made of stands. */
interface ListState {
  readonly isPending: boolean;
  readonly error: Error | null;
  refetch(): unknown;
}

interface ListFrameProps {
  readonly label: string;
  readonly height: number;
  readonly state: ListState;
  /** What stands there when there is nothing to list; null while there is. */
  readonly empty: ReactNode;
  readonly children: ReactNode;
  readonly testId: string;
}

/** Around a list that is asked for: its states, and a bar at the side when it is longer than its panel. */
export function ListFrame({ label, height, state, empty, children, testId }: ListFrameProps) {
  const mayAsk = useMayAsk();
  return (
    <section className={styles['frame']} style={{ height }} aria-label={label} data-testid={testId}>
      {mayAsk === false ? (
        <p className={styles['empty']}>Sign in to see this list</p>
      ) : (
        <>
          <LoadingBar on={state.isPending} />
          {state.error && <Problem error={state.error} retry={() => void state.refetch()} />}
          {!state.isPending && !state.error && empty !== null ? (
            <p className={styles['empty']}>{empty}</p>
          ) : (
            children
          )}
        </>
      )}
    </section>
  );
}

/** False for whoever sees a snapshot without being signed in: asking would send them away from it. Undefined while not known. */
export function useMayAsk(): boolean | undefined {
  const { data } = useSession();
  return data && mayAs(data, 'viewer');
}
