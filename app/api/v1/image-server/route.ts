import { route } from '#app/_lib/route.ts';
import { listServerImagesInput, serverImagePage } from '#server/images/add-schema.ts';
import { listServerImages } from '#server/images/list-server-images.ts';

export const GET = route({
  summary: 'List what the image server has for this engine',
  tag: 'images',
  query: listServerImagesInput,
  answer: serverImagePage,
  run: (ctx, { query }) => listServerImages(ctx, query),
});
