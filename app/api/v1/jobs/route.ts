import { route } from '#app/_lib/route.ts';
import { listJobs } from '#server/jobs-view/list-jobs.ts';
import { jobPage, listJobsInput } from '#server/jobs-view/schema.ts';

export const GET = route({
  summary: 'List jobs, the newest first',
  tag: 'jobs',
  query: listJobsInput,
  answer: jobPage,
  run: (ctx, { query }) => listJobs(ctx, query),
});
