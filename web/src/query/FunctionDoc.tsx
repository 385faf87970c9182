import type { FunctionInfo } from '../api/client.ts';
import styles from './TargetBuilder.module.css';

/** What a function is for and how it is called. */
export function FunctionDoc({ info }: { info: FunctionInfo }) {
  return (
    <div className={styles['doc']}>
      <code>{info.function}</code>
      <p>{info.description}</p>
    </div>
  );
}
