import { useCallback, useMemo, useState } from 'react';

const none: ReadonlySet<string> = new Set();

/** Panels that found nothing and then take no room, by their ids on the page. */
export function useEmptyPanels(showsAll: boolean) {
  const [found, setFound] = useState<ReadonlySet<string>>(none);
  const [shown, setShown] = useState(false);
  const onEmpty = useCallback(
    (id: string, empty: boolean) =>
      setFound((before) => {
        if (before.has(id) === empty) return before;
        const next = new Set(before);
        if (empty) next.add(id);
        else next.delete(id);
        return next;
      }),
    [],
  );
  const show = useCallback(() => setShown(true), []);
  const away = showsAll || shown ? none : found;
  return useMemo(() => ({ away, onEmpty, show }), [away, onEmpty, show]);
}
