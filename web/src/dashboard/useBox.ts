import { type RefObject, useEffect, useState } from 'react';

export interface Box {
  readonly width: number;
  readonly height: number;
}

const nothing: Box = { width: 0, height: 0 };

/** Size of an element in whole CSS pixels; zero until it has been measured. */
export function useBox(element: RefObject<HTMLElement | null>): Box {
  const [box, setBox] = useState(nothing);
  useEffect(() => {
    const node = element.current;
    if (!node) return;
    const observer = new ResizeObserver((entries) => {
      const { width, height } = entries[0].contentRect;
      const next = { width: Math.floor(width), height: Math.floor(height) };
      setBox((before) => (before.width === next.width && before.height === next.height ? before : next));
    });
    observer.observe(node);
    return () => observer.disconnect();
  }, [element]);
  return box;
}
