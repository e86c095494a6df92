import { route } from '#app/_lib/route.ts';
import { planReconcile } from '#server/reconcile/plan-reconcile.ts';
import { dryRun } from '#server/reconcile/schema.ts';

export const GET = route({
  summary: 'What a pass of the loops would find and do now; nothing is changed',
  tag: 'findings',
  answer: dryRun,
  run: (ctx) => planReconcile(ctx),
});
