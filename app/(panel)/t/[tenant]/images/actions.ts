'use server';

import { getTranslations } from 'next-intl/server';
import { action } from '#app/_lib/action.ts';
import { createImage } from '#server/images/create-image.ts';
import { deleteImage } from '#server/images/delete-image.ts';
import { imageIdInput, makeImageInput, updateOwnImageInput } from '#server/images/schema.ts';
import { updateImage } from '#server/images/update-image.ts';

export const createImageAction = action(makeImageInput, async (ctx, input) => {
  await createImage(ctx, input);
  return { message: (await getTranslations('images.said'))('making', { name: input.name }) };
});

export const updateImageAction = action(updateOwnImageInput, async (ctx, input) => {
  const { name } = await updateImage(ctx, input);
  return { message: (await getTranslations('images.said'))('saved', { name }) };
});

export const deleteImageAction = action(imageIdInput, async (ctx, input) => {
  await deleteImage(ctx, input);
  return { message: (await getTranslations('images.said'))('deleting') };
});
