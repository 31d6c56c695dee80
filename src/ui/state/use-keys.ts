import { useEffectEvent, useLayoutEffect } from 'react';
import { useUi } from '../context.ts';
import { actionOf } from '../keys.ts';
import type { Action, KeyPlace } from '../keys.ts';

export interface KeyHandlers {
  /** Whose keys count; the first place that knows a key decides what it does. */
  readonly places: readonly KeyPlace[];
  readonly act: (action: Action, key: string) => void;
  /** Takes the keys that the key map does not know in these places. */
  readonly other?: (key: string) => void;
  readonly isActive: boolean;
}

/** Takes the keys while `isActive`; only one screen does at a time. */
export function useKeys(handlers: KeyHandlers): void {
  const { keys } = useUi();
  const { isActive } = handlers;
  const press = useEffectEvent((name: string) => {
    const { places, act, other } = handlers;
    const action = actionOf(name, places);
    if (action === undefined) other?.(name);
    else act(action, name);
  });
  useLayoutEffect(() => (isActive ? keys.listen(press) : undefined), [keys, isActive]);
}
