import { route } from '#app/_lib/route.ts';
import { instanceIdInput } from '#server/instances/schema.ts';
import { getInstanceMetrics } from '#server/metering/get-instance-metrics.ts';
import { instanceMetrics } from '#server/metering/schema.ts';

export const GET = route({
  summary: 'What an instance used during the last hour',
  tag: 'instances',
  params: instanceIdInput,
  answer: instanceMetrics,
  run: (ctx, { params }) => getInstanceMetrics(ctx, params.id),
});
