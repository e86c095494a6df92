import { route } from '#app/_lib/route.ts';
import { deleteRegistry } from '#server/registries/delete-registry.ts';
import { registryIdInput, registryView, updateRegistryBody } from '#server/registries/schema.ts';
import { updateRegistry } from '#server/registries/update-registry.ts';

export const PATCH = route({
  summary: 'Change a login at a registry; what is not said stays',
  tag: 'registries',
  params: registryIdInput,
  body: updateRegistryBody,
  answer: registryView,
  run: (ctx, { params, body }) => updateRegistry(ctx, { ...body, ...params }),
});

export const DELETE = route({
  summary: 'Delete a login at a registry; what is deployed goes on',
  tag: 'registries',
  params: registryIdInput,
  answer: registryIdInput,
  run: async (ctx, { params }) => {
    await deleteRegistry(ctx, params);
    return params;
  },
});
