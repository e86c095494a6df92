'use server';

import { action } from '#app/_lib/action.ts';
import { setNewPasswordInput } from '#server/auth/schema.ts';
import { setNewPassword } from '#server/auth/set-new-password.ts';
import { paths } from '#server/paths.ts';

export const setNewPasswordAction = action(
  setNewPasswordInput,
  async (ctx, input) => {
    await setNewPassword(ctx, input);
    return { redirectTo: paths.home() };
  },
  { isBeforeNewPassword: true },
);
