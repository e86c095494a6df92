import { route } from '#app/_lib/route.ts';
import { addImage } from '#server/images/add-image.ts';
import { addImageInput } from '#server/images/add-schema.ts';
import { listImages } from '#server/images/list-images.ts';
import { imageJobStarted, imagePage, listImagesInput } from '#server/images/schema.ts';

export const GET = route({
  summary: "List images: the provider's, and with `tenant` that tenant's own as well",
  tag: 'images',
  query: listImagesInput,
  answer: imagePage,
  run: (ctx, { query }) => listImages(ctx, query),
});

export const POST = route({
  summary: 'Make an image of a stopped instance; operators also copy, build and add entries for apps',
  tag: 'images',
  body: addImageInput,
  answer: imageJobStarted,
  status: 202,
  run: (ctx, { body }) => addImage(ctx, body),
});
