import { type RefObject, useEffect, useState } from 'react';

/** True while an element is on screen or nearly so. */
export function useVisible(element: RefObject<HTMLElement | null>, margin = '240px'): boolean {
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const node = element.current;
    if (!node) return;
    const observer = new IntersectionObserver(
      (entries) => setVisible(entries[entries.length - 1].isIntersecting),
      { rootMargin: margin },
    );
    observer.observe(node);
    return () => observer.disconnect();
  }, [element, margin]);
  return visible;
}
