'use server';

import type { CommandItem } from '#components/layout/shell-props.ts';
import type { ActionState } from '#components/ui/form/action-state.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function kitSignOut() {
  await pause(500);
}

export async function kitAction(_: ActionState, data: FormData): Promise<ActionState> {
  await pause(900);
  if (data.get('name') === 'taken') {
    return {
      status: 'error',
      message: 'Create instance taken: the name is in use. Choose another.',
      fieldErrors: { name: 'There is already an instance called taken.' },
    };
  }
  return {
    status: 'ok',
    message: `Done: ${[...data.keys()].filter((key) => !key.startsWith('$')).join(', ')}`,
  };
}

export async function kitFailure(): Promise<ActionState> {
  await pause(400);
  return {
    status: 'error',
    message: 'Stop db-main: the engine does not answer. Nothing was changed; try again in a minute.',
  };
}

export async function kitSearch(text: string): Promise<CommandItem[]> {
  await pause(300);
  return text.startsWith('w')
    ? [{ id: 'web-1', label: 'web-1', hint: 'light VM', href: '/ui-kit', group: 'found' }]
    : [];
}
