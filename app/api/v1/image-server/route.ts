import { route } from '#app/_lib/route.ts';
import { listServerImages } from '#server/images/list-server-images.ts';
import { listServerImagesInput, serverImagePage } from '#server/images/schema.ts';

export const GET = route({
  summary: 'List what the image server has for this engine',
  tag: 'images',
  query: listServerImagesInput,
  answer: serverImagePage,
  run: (ctx, { query }) => listServerImages(ctx, query),
});
