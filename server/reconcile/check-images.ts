import type { Checker } from './difference.ts';

/** Images on offer that the engine has not any more: nobody can create or reinstall with them. */
export const checkImages: Checker = {
  name: 'images',
  kinds: ['image-missing'],
  check: ({ images }) => ({
    differences: images
      .filter((image) => image.isEnabled && !image.isPresent)
      .map(({ id, alias, name }) => ({
        kind: 'image-missing',
        subjectKey: `image:${id}`,
        subject: name,
        tenantId: null,
        details: { facts: { alias } },
      })),
  }),
};
