import { useInput } from 'ink';
import { useEffect, useEffectEvent, useRef } from 'react';
import { actionOf } from '../keys.ts';
import type { Action, KeyPlace } from '../keys.ts';
import { keyNames } from './key-name.ts';

export interface KeyHandlers {
  /** Whose keys count; the first place that knows a key decides what it does. */
  readonly places: readonly KeyPlace[];
  readonly act: (action: Action, key: string) => void;
  /** Takes the keys that the key map does not know in these places. */
  readonly other?: (key: string) => void;
  readonly isActive: boolean;
}

/** Listens to the keyboard while `isActive`. */
export function useKeys(handlers: KeyHandlers): void {
  const waiting = useRef<string[]>([]);
  const drawing = useRef<NodeJS.Immediate>(undefined);
  const press = useEffectEvent((name: string) => {
    const { places, act, other, isActive } = handlers;
    if (!isActive) return;
    const action = actionOf(name, places);
    if (action === undefined) other?.(name);
    else act(action, name);
  });
  // Several keys may come at once. Each must find the screen as the one before it left it. What a key changes is
  // drawn in the next turn of the event loop; so the next key waits for the turn after that.
  const next = useEffectEvent(() => {
    drawing.current = undefined;
    const name = waiting.current.shift();
    if (name === undefined) return;
    drawing.current = setImmediate(() => {
      drawing.current = setImmediate(next);
    });
    press(name);
  });
  useInput(
    (input, key) => {
      waiting.current.push(...keyNames(input, key));
      if (drawing.current === undefined) next();
    },
    { isActive: handlers.isActive },
  );
  useEffect(() => () => clearImmediate(drawing.current), []);
}
