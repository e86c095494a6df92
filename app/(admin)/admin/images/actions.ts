'use server';

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { action } from '#app/_lib/action.ts';
import { addAppImage } from '#server/images/add-app-image.ts';
import {
  addAppImageForm,
  buildRecipeInput,
  copyImageInput,
  imageServerForm,
} from '#server/images/add-schema.ts';
import { appForm } from '#server/images/app-schema.ts';
import { buildRecipe } from '#server/images/build-recipe.ts';
import { copyImage } from '#server/images/copy-image.ts';
import { deleteImage } from '#server/images/delete-image.ts';
import { imageIdInput, updateImageForm } from '#server/images/schema.ts';
import { setImageServer } from '#server/images/set-image-server.ts';
import { updateImage } from '#server/images/update-image.ts';
import { paths } from '#server/paths.ts';

const said = () => getTranslations('images.said');

export const updateImageAction = action(updateImageForm, async (ctx, input) => {
  const { name } = await updateImage(ctx, input);
  return { message: (await said())('saved', { name }), redirectTo: paths.adminImages() };
});

/** The same of an entry for apps, with what their form begins with. */
export const updateAppImageAction = action(updateImageForm.and(appForm), async (ctx, input) => {
  const { reference, ports, volumes, environment, capabilities, healthPath, ...rest } = input;
  const app = { reference, ports, volumes, environment, capabilities, healthPath };
  const { name } = await updateImage(ctx, { ...rest, app });
  return { message: (await said())('saved', { name }), redirectTo: paths.adminImages() };
});

export const setImageEnabledAction = action(
  imageIdInput.extend({ isEnabled: z.stringbool() }),
  async (ctx, input) => {
    const { name, isEnabled } = await updateImage(ctx, input);
    return { message: (await said())(isEnabled ? 'enabled' : 'disabled', { name }) };
  },
);

export const deleteImageAction = action(imageIdInput, async (ctx, input) => {
  await deleteImage(ctx, input);
  return { message: (await said())('deleting'), redirectTo: paths.adminImages() };
});

export const addAppImageAction = action(addAppImageForm, async (ctx, input) => {
  await addAppImage(ctx, input);
  return { message: (await said())('added', { name: input.name }), redirectTo: paths.adminImages() };
});

export const copyImageAction = action(copyImageInput, async (ctx, input) => {
  await copyImage(ctx, input);
  return { message: (await said())('copying', { name: input.remoteAlias }) };
});

export const setImageServerAction = action(imageServerForm, async (ctx, input) => {
  await setImageServer(ctx, input);
  return {};
});

export const buildRecipeAction = action(buildRecipeInput, async (ctx, input) => {
  await buildRecipe(ctx, input);
  return { message: (await said())('building', { name: input.recipe }) };
});
