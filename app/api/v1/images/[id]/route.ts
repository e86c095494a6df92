import { route } from '#app/_lib/route.ts';
import { deleteImage } from '#server/images/delete-image.ts';
import { getImage } from '#server/images/get-image.ts';
import { imageIdInput, imageJobStarted, imageView, updateImageInput } from '#server/images/schema.ts';
import { updateImage } from '#server/images/update-image.ts';

export const GET = route({
  summary: 'Read an image: one of your own, or as an operator any',
  tag: 'images',
  params: imageIdInput,
  answer: imageView,
  run: (ctx, { params }) => getImage(ctx, params.id),
});

export const PATCH = route({
  summary: 'Change an image; instances that were made of it stay as they are',
  tag: 'images',
  params: imageIdInput,
  body: updateImageInput.omit({ id: true }),
  answer: imageView,
  run: (ctx, { params, body }) => updateImage(ctx, { ...params, ...body }),
});

export const DELETE = route({
  summary: 'Delete an image; instances that were made of it stay as they are',
  tag: 'images',
  params: imageIdInput,
  answer: imageJobStarted,
  status: 202,
  run: (ctx, { params }) => deleteImage(ctx, params),
});
