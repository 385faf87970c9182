import { useEffect, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { Link } from 'wouter';
import { toCss } from '../../../../src/view/palette.ts';
import type { Mark } from '../../../../src/view/scene/scene.ts';
import { placeBeside } from '../../chart/placeBeside.ts';
import styles from './SceneView.module.css';

/** A point of the window that a tooltip stands beside. */
export interface Anchor {
  readonly x: number;
  readonly y: number;
}

export interface MarkLink {
  readonly title: string;
  readonly href: string;
  readonly newTab: boolean;
}

interface SceneTooltipProps {
  readonly mark: Mark;
  readonly anchor: Anchor;
  readonly links: readonly MarkLink[];
  /** Stays and takes clicks, so that one of several links can be chosen. */
  readonly pinned: boolean;
  onClose(): void;
}

/** More lines are more than anybody reads while pointing. */
const mostDetails = 12;

/** What a part of a picture is, beside the pointer and never over it. */
export function SceneTooltip({ mark, anchor, links, pinned, onClose }: SceneTooltipProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current!;
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    const place = placeBeside(anchor, size, { width: window.innerWidth, height: window.innerHeight });
    element.style.transform = `translate(${place.x}px, ${place.y}px)`;
  });
  // Whoever opened the links by keyboard goes on within them.
  useEffect(() => {
    if (pinned) box.current!.querySelector('a')?.focus();
  }, [pinned]);
  const { label, value, color, details = [] } = mark;
  const more = details.length - mostDetails;
  return createPortal(
    // What is pointed at has the same as its name: whoever does not see the pointer hears it there.
    <div
      ref={box}
      className={styles['tooltip']}
      data-pinned={pinned || undefined}
      data-testid="scene-tooltip"
      aria-hidden={!pinned}
    >
      <div className={styles['title']}>
        {color && <i className={styles['swatch']} style={{ background: toCss(color) }} />}
        <span className={styles['label']}>{label}</span>
        {value !== undefined && <span className={styles['value']}>{value}</span>}
      </div>
      {details.slice(0, mostDetails).map((detail) => (
        <div key={`${detail.name} ${detail.value}`} className={styles['detail']}>
          {detail.color && <i className={styles['swatch']} style={{ background: toCss(detail.color) }} />}
          <span className={styles['label']}>{detail.name}</span>
          <span className={styles['value']}>{detail.value}</span>
        </div>
      ))}
      {more > 0 && <div className={styles['hint']}>and {more} more</div>}
      {pinned ? (
        <ul className={styles['links']}>
          {links.map(({ title, href, newTab }) => (
            <li key={`${title} ${href}`}>
              <Link href={href} onClick={onClose} {...(newTab ? { target: '_blank', rel: 'noopener' } : {})}>
                {title}
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        links.length > 0 && (
          <div className={styles['hint']}>
            {links.length === 1 ? `Click: ${links[0].title}` : 'Click for links'}
          </div>
        )
      )}
    </div>,
    document.body,
  );
}
