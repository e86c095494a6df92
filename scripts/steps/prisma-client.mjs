import { existsSync } from 'node:fs';
import path from 'node:path';
import { filesHash } from '../lib/files-hash.mjs';
import { runBin } from '../lib/node-bin.mjs';
import { unlessStamped, writeStamp } from '../lib/stamp.mjs';

/** `prisma generate`, when the schema is another one than last time. */
export const prismaClient = {
  name: 'prisma generate',
  async run(ctx) {
    const isThere = () => existsSync(path.join(ctx.root, 'server/generated/prisma/client.ts'));
    const generate = () => runBin(ctx, 'prisma/build/index.js', ['generate']);
    const isNew = await unlessStamped(stampFile(ctx), schemaHash(ctx), generate, isThere);
    return isNew ? 'prisma generate' : 'database client up to date';
  },
};

/** `npm ci` has generated the client already (package.json, postinstall). */
export function stampPrismaClient(ctx) {
  writeStamp(stampFile(ctx), schemaHash(ctx));
}

function stampFile(ctx) {
  return path.join(ctx.root, 'node_modules/.berth-prisma');
}

function schemaHash(ctx) {
  return filesHash(ctx.root, [
    'prisma/schema.prisma',
    'prisma.config.ts',
    'node_modules/prisma/package.json',
  ]);
}
