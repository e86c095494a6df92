import { route } from '#app/_lib/route.ts';
import { controlService } from '#server/guests/control-service.ts';
import { controlServiceBody, serviceControlled } from '#server/guests/schema.ts';
import { instanceIdInput } from '#server/instances/schema.ts';

export const POST = route({
  summary: 'Start, stop or restart a service in an instance',
  tag: 'instances',
  params: instanceIdInput,
  body: controlServiceBody,
  answer: serviceControlled,
  run: (ctx, { params, body }) => controlService(ctx, { ...params, ...body }),
});
