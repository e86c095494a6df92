import type { Db } from '#server/db.ts';
import type { Logger } from '#server/log.ts';
import { instruments } from './instruments.ts';
import { readCertificates } from './read-certificates.ts';
import { readInstallation } from './read-installation.ts';

/** Everything in the text format of Prometheus. Without the database it still tells of this process. */
export async function renderMetrics(db: Db, log: Logger): Promise<{ text: string; type: string }> {
  const { registry, databaseUp } = instruments();
  const isUp = await Promise.all([readInstallation(db), readCertificates()]).then(
    () => true,
    (error: unknown) => {
      log.warn({ err: error }, 'not all metrics could be read');
      return false;
    },
  );
  databaseUp.set(isUp ? 1 : 0);
  return { text: await registry.metrics(), type: registry.contentType };
}
