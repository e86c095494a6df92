import type { Ctx } from '#server/context.ts';
import { addAppImage } from './add-app-image.ts';
import type { AddImageInput } from './add-schema.ts';
import { buildRecipe } from './build-recipe.ts';
import { copyImage } from './copy-image.ts';
import { createImage } from './create-image.ts';
import type { ImageJobStarted } from './schema.ts';

/** Every way to a new image but an upload, by one word; each authorises for itself. */
export function addImage(ctx: Ctx, input: AddImageInput): Promise<ImageJobStarted> {
  switch (input.from) {
    case 'instance':
      return createImage(ctx, input);
    case 'registry':
      return addAppImage(ctx, input);
    case 'server':
      return copyImage(ctx, input);
    case 'recipe':
      return buildRecipe(ctx, input);
  }
}
