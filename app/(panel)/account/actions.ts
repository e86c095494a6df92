'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { action } from '#app/_lib/action.ts';
import { keepLocale } from '#app/_lib/keep-locale.ts';
import { changePassword } from '#server/auth/change-password.ts';
import { changePasswordInput, profileForm } from '#server/auth/schema.ts';
import { updateProfile } from '#server/auth/update-profile.ts';

export const updateProfileAction = action(profileForm, async (ctx, input) => {
  await updateProfile(ctx, input);
  await keepLocale(input.locale);
  refresh();
  // In the language that was just chosen: this request began with the former one.
  const t = await getTranslations({ locale: input.locale, namespace: 'account.profile' });
  return { message: t('saved') };
});

export const changePasswordAction = action(changePasswordInput, async (ctx, input) => {
  await changePassword(ctx, input);
  const t = await getTranslations('account.password');
  return { message: t('changed') };
});
