import { useEffect, useState } from 'react';
import { loadHighlight, plainCode } from '../markdown/highlight.ts';
import type { Highlight } from '../markdown/highlight.ts';

/** Plain code at first, coloured as soon as the highlighter is there. */
export function useHighlight(): Highlight {
  const [highlight, setHighlight] = useState<Highlight>(() => plainCode);
  useEffect(() => {
    let isHere = true;
    const take = async (): Promise<void> => {
      const loaded = await loadHighlight();
      if (isHere) setHighlight(() => loaded);
    };
    void take();
    return () => {
      isHere = false;
    };
  }, []);
  return highlight;
}
