import type { CreateOptions } from '#server/instances/create-options-schema.ts';

export type ChoosableImage = CreateOptions['images'][number];

/** `own` is the account's own images, whatever system is in them. */
export type ImageFamily = { key: string; os: string; isOwn: boolean; images: ChoosableImage[] };

/** Versions of one system together, in the order in which the provider offers the first of each; own ones last. */
export function imageFamilies(images: readonly ChoosableImage[]): ImageFamily[] {
  const families = new Map<string, ImageFamily>();
  for (const image of images) {
    const key = image.isOwn ? 'own' : image.family;
    const family = families.get(key) ?? { key, os: image.os, isOwn: image.isOwn, images: [] };
    family.images.push(image);
    families.set(key, family);
  }
  return [...families.values()].sort((a, b) => Number(a.isOwn) - Number(b.isOwn));
}
