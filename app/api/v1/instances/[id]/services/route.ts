import { route } from '#app/_lib/route.ts';
import { listServices } from '#server/guests/list-services.ts';
import { serviceList } from '#server/guests/schema.ts';
import { instanceIdInput } from '#server/instances/schema.ts';

export const GET = route({
  summary: 'List the services of an instance',
  tag: 'instances',
  params: instanceIdInput,
  answer: serviceList,
  run: (ctx, { params }) => listServices(ctx, params),
});
