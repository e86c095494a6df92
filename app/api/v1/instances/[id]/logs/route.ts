import { route } from '#app/_lib/route.ts';
import { instanceIdInput } from '#server/instances/schema.ts';
import { getLog } from '#server/logs/get-log.ts';
import { logPage, logQuestion } from '#server/logs/schema.ts';

export const GET = route({
  summary: 'What an instance has logged: the last lines, or those after a cursor',
  tag: 'instances',
  params: instanceIdInput,
  query: logQuestion,
  answer: logPage,
  run: (ctx, { params, query }) => getLog(ctx, { ...query, ...params }),
});
