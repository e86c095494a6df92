import type { Db } from '#server/db.ts';
import type { Logger } from '#server/log.ts';
import { startLoop } from '#server/start-loop.ts';
import { sweepUploads } from './sweep-uploads.ts';

const everySeconds = 300;

/** Uploads that nobody goes on with, and what a crash has left of others. */
export function startUploadLoop({ db, log }: { db: Db; log: Logger }) {
  return startLoop({ name: 'uploads', everySeconds, log, run: () => sweepUploads({ db, log }, new Date()) });
}
