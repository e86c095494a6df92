'use server';

import { getTranslations } from 'next-intl/server';
import { action } from '#app/_lib/action.ts';
import { settingsForm } from '#server/settings/schema.ts';
import { updateSettings } from '#server/settings/update-settings.ts';

export const updateSettingsAction = action(settingsForm, async (ctx, input) => {
  await updateSettings(ctx, input);
  return { message: (await getTranslations('admin.settings'))('saved') };
});
