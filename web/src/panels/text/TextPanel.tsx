import { type MouseEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { liveValues } from '../../../../src/view/panels/text/liveValues.ts';
import { cleanHtml, renderMarkdown } from '../../components/renderMarkdown.ts';
import { useTheme } from '../../theme/useTheme.ts';
import type { PanelViewProps } from '../panelType.ts';
import styles from './TextPanel.module.css';

/** Words on a dashboard, with variables and with what queries amount to at this moment. */
export default function TextPanel({ panel, options, data, chart, height, scope }: PanelViewProps<'text'>) {
  const theme = useTheme();
  const [, navigate] = useLocation();
  const { content = '', mode = 'markdown' } = options;
  const { until } = chart.span;
  const { zone, interpolate } = scope;
  const text = useMemo(() => {
    const refIds = (panel.targets ?? []).map(({ refId }) => refId);
    const live = liveValues(content, { data, refIds, theme, zone, now: until });
    return interpolate(content, live, 'text');
  }, [content, panel.targets, data, theme, zone, until, interpolate]);
  const html = useMemo(() => {
    if (mode === 'code') return null;
    return mode === 'html' ? cleanHtml(text) : renderMarkdown(text);
  }, [mode, text]);
  const box = useRef<HTMLElement>(null);
  const [overflows, setOverflows] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is written decides whether it has room
  useLayoutEffect(() => {
    if (!box.current) return;
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = box.current;
    setOverflows(scrollHeight > clientHeight || scrollWidth > clientWidth);
  }, [text, mode, height]);

  /** Links to other pages of the app open them without loading it again. */
  const onClick = (event: MouseEvent) => {
    const link = (event.target as Element).closest('a');
    const href = link?.getAttribute('href');
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !href || link.target !== '' || !plain || !/^\/(?!\/|api\/|render)/.test(href)) return;
    event.preventDefault();
    navigate(href);
  };
  if (content.trim() === '')
    return (
      <p className={styles['none']}>
        {scope.editable
          ? 'Nothing is written here yet. Edit the panel to write something.'
          : 'Nothing is written here'}
      </p>
    );
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys act on the links themselves
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what is acted on
    <section
      ref={box}
      className={styles['panel']}
      style={{ height }}
      onClick={onClick}
      data-testid="text-panel"
      {...(overflows ? { tabIndex: 0, 'aria-label': 'Text' } : {})}
    >
      {html === null ? (
        <pre className={styles['code']}>
          <code>{text}</code>
        </pre>
      ) : (
        <div
          className={styles['text']}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: cleaned by DOMPurify
          dangerouslySetInnerHTML={{ __html: html }}
        />
      )}
    </section>
  );
}
