import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import styles from './ExplorePage.module.css';

const examples = [
  { target: 'aliasByNode(hosts.*.cpu.all.usage,1)', says: 'CPU of every host' },
  { target: 'aliasByNode(hosts.*.load.1m,1)', says: 'Load of every host' },
  { target: 'aliasByNode(hosts.*.network.*.rx_bytes,1,3)', says: 'Received by every interface' },
];

/** Before anything is asked: what can be done here, with examples that already run. */
export function ExploreStart({ onRun }: { onRun: (target: string) => void }) {
  const root = useQuery({
    queryKey: ['children', ''],
    queryFn: ({ signal }) => api.children('', {}, signal),
  });
  const hasHosts = root.data?.nodes.some((node) => node.path === 'hosts') ?? false;
  return (
    <section className={styles['start']}>
      <h2>Look at any metric</h2>
      <p>Pick one from the tree, or type a name: it is completed as you type. Enter draws it.</p>
      {hasHosts && (
        <ul>
          {examples.map((example) => (
            <li key={example.target}>
              <button type="button" onClick={() => onRun(example.target)}>
                <code>{example.target}</code>
                <span>{example.says}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
