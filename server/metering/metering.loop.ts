import type { Db } from '#server/db.ts';
import type { Engine } from '#server/incus/engine.ts';
import type { Logger } from '#server/log.ts';
import { startLoop } from '#server/start-loop.ts';
import { DiskUsage } from './disk-usage.ts';
import { sampleUsage } from './sample-usage.ts';
import { samplePeriodSeconds } from './schema.ts';

const keepHours = 2;

/** Samples every instance, and lets go of samples that no chart shows any more. */
export function startMeteringLoop({ db, engine, log }: { db: Db; engine: Engine; log: Logger }) {
  const disks = new DiskUsage();
  return startLoop({
    name: 'metering',
    everySeconds: samplePeriodSeconds - 1,
    log,
    async run() {
      const now = new Date();
      await disks.refresh(engine, now);
      await sampleUsage(db, engine, disks, now);
      await db.usageSample.deleteMany({
        where: { at: { lt: new Date(now.getTime() - keepHours * 3_600_000) } },
      });
    },
  });
}
