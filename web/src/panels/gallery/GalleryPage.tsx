import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { TopBar } from '../../app/TopBar.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { chooseTheme } from '../../theme/theme.ts';
import { useTheme } from '../../theme/useTheme.ts';
import { panelTypes } from '../index.ts';
import { ComponentsShelf } from './ComponentsShelf.tsx';
import { ExamplePanel } from './ExamplePanel.tsx';
import styles from './GalleryPage.module.css';

const widths = [
  { value: '360', label: 'Phone' },
  { value: '900', label: 'Half' },
  { value: '1360', label: 'Desk' },
];

/** Every type of panel with its examples, and the components that pages are made of: the place to look at one's work. `?type=stat` shows one. */
export default function GalleryPage() {
  const parameters = new URLSearchParams(useSearch());
  const [, navigate] = useLocation();
  const only = parameters.get('type') ?? 'all';
  const [width, setWidth] = useState(parameters.get('width') ?? '1360');
  const theme = useTheme();
  const shown = panelTypes.filter(({ type }) => only === 'all' || only === type);
  const examples = useQueries({
    queries: shown.map((panelType) => ({
      queryKey: ['gallery', panelType.type],
      queryFn: () => panelType.examples(),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  return (
    <>
      <TopBar title="Gallery" />
      <main id="content" className={styles['page']}>
        <div className={styles['controls']}>
          <label>
            <span className="visually-hidden">Type</span>
            <select
              value={only}
              onChange={(event) => navigate(`/dev/gallery?type=${event.target.value}&width=${width}`)}
            >
              <option value="all">Everything</option>
              <option value="components">Components</option>
              {panelTypes.map(({ type, label }) => (
                <option key={type} value={type}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <Segmented label="Width" options={widths} value={width} onChange={setWidth} />
          <Segmented
            label="Theme"
            options={[
              { value: 'dark', label: 'Dark' },
              { value: 'light', label: 'Light' },
            ]}
            value={theme}
            onChange={chooseTheme}
          />
        </div>
        {(only === 'all' || only === 'components') && <ComponentsShelf />}
        {shown.map((panelType, i) => (
          <section key={panelType.type} aria-label={panelType.label}>
            <h2 className={styles['title']}>
              <panelType.icon size={16} aria-hidden /> {panelType.label}
            </h2>
            <p className={styles['summary']}>{panelType.summary}</p>
            <div className={styles['shelf']} style={{ width: Number(width) }}>
              {examples[i].data?.map((example) => (
                <ExamplePanel key={example.name} example={example} width={Number(width)} />
              ))}
            </div>
          </section>
        ))}
      </main>
    </>
  );
}
