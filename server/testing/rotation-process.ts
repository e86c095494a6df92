import { openDatabase } from '#server/db.ts';
import { env } from '#server/env.ts';
import { rotateMasterKey } from '#server/key-rotation/rotate-master-key.ts';

// A rotation in a process of its own, to be killed where its first argument says.
const [at] = process.argv.slice(2);
const db = openDatabase(env().DATABASE_URL, 2);
await rotateMasterKey(db, {
  settleSeconds: 0,
  batchRows: 2,
  onStage: (stage) => {
    if (stage === at) process.kill(process.pid, 'SIGKILL');
  },
});
await db.$disconnect();
