import { useCallback } from 'react';
import type { FormAction } from '#components/ui/form/action-state.ts';

/** The same action, after which the panel looks inside again. */
export function useAgainAfter(action: FormAction, again: () => void): FormAction {
  return useCallback(
    async (state, data) => {
      const result = await action(state, data);
      again();
      return result;
    },
    [action, again],
  );
}
