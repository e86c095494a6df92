import type { Ctx } from '#server/context.ts';
import { loadImage } from './load-image.ts';
import type { ImageView } from './schema.ts';

export async function getImage(ctx: Ctx, id: string): Promise<ImageView> {
  return loadImage(ctx, id, 'instance.read');
}
