import { randomUUID } from 'node:crypto';
import type { Db, Prisma } from '#server/db.ts';

type Over = Partial<Prisma.JobUncheckedCreateInput>;

/** The row of a job that has ended well, with two steps; no worker knows of it. */
export async function makeJob(db: Db, over: Over = {}) {
  return db.job.create({
    data: {
      kind: 'start-instance',
      state: 'done',
      subject: 'web-1',
      subjectKey: `instance:${randomUUID()}`,
      params: {},
      startedAt: new Date(),
      finishedAt: new Date(),
      steps: {
        create: [
          { position: 0, name: 'stop', state: 'done', attempts: 1 },
          { position: 1, name: 'start', state: 'done', attempts: 1 },
        ],
      },
      ...over,
    },
  });
}
