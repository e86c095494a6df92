import { route } from '#app/_lib/route.ts';
import { getEvidence } from '#server/evidence/get-evidence.ts';
import { evidenceView } from '#server/evidence/schema.ts';
import { instanceIdInput } from '#server/instances/schema.ts';

export const GET = route({
  summary: 'How an instance is kept apart, read now from the running system: evidence, not proof',
  tag: 'instances',
  params: instanceIdInput,
  answer: evidenceView,
  run: (ctx, { params }) => getEvidence(ctx, params.id),
});
