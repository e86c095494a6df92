'use server';

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { action } from '#app/_lib/action.ts';
import { imageIdInput, updateImageForm } from '#server/images/schema.ts';
import { updateImage } from '#server/images/update-image.ts';
import { paths } from '#server/paths.ts';

export const updateImageAction = action(updateImageForm, async (ctx, input) => {
  const { name } = await updateImage(ctx, input);
  const t = await getTranslations('images.said');
  return { message: t('saved', { name }), redirectTo: paths.adminImages() };
});

export const setImageEnabledAction = action(
  imageIdInput.extend({ isEnabled: z.stringbool() }),
  async (ctx, input) => {
    const { name, isEnabled } = await updateImage(ctx, input);
    const t = await getTranslations('images.said');
    return { message: t(isEnabled ? 'enabled' : 'disabled', { name }) };
  },
);
