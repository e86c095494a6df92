import { authorize, authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import type { Prisma } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { parseInput } from '#server/parse-input.ts';
import { type JobPage, type ListJobsInput, listJobsInput, maxJobsCounted } from './schema.ts';
import { jobSelect } from './to-job-view.ts';
import { toJobViews } from './to-job-views.ts';

type Input = ReturnType<typeof listJobsInput.parse>;

/** Jobs, the newest first: of a tenant or an instance to those who may see it, of all to operators. */
export async function listJobs(ctx: Ctx, input: ListJobsInput = {}): Promise<JobPage> {
  const { page, pageSize, ...filter } = parseInput(listJobsInput, input);
  await mayList(ctx, filter);
  const where = toWhere(filter);
  const [total, rows] = await Promise.all([
    ctx.db.job.count({ where, take: maxJobsCounted }),
    ctx.db.job.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: Math.min((page - 1) * pageSize, maxJobsCounted),
      take: pageSize,
      select: jobSelect,
    }),
  ]);
  return { items: await toJobViews(ctx, rows), total, page, pageSize };
}

async function mayList(ctx: Ctx, { tenantId, instanceId }: Pick<Input, 'tenantId' | 'instanceId'>) {
  if (!tenantId && !instanceId) return authorizeOperator(ctx, 'read');
  if (tenantId) authorize(ctx, tenantId, 'job.read');
  if (!instanceId) return;
  const instance = await ctx.db.instance.findUnique({
    where: { id: instanceId },
    select: { tenantId: true },
  });
  if (!instance) throw new AppError('not-found', 'not-found');
  authorize(ctx, instance.tenantId, 'job.read');
}

function toWhere({ tenantId, instanceId, state, kind, requestId, search }: Omit<Input, 'page' | 'pageSize'>) {
  return {
    ...(tenantId && { tenantId }),
    ...(instanceId && { instanceId }),
    ...(state && { state }),
    ...(kind && { kind }),
    ...(requestId && { requestId }),
    ...(search && { subject: { contains: search, mode: 'insensitive' } }),
  } satisfies Prisma.JobWhereInput;
}
