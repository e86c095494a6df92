import type { Ctx } from '#server/context.ts';
import type { ErrorReason } from '#server/errors.ts';

/** Why recipes cannot be built here, or null: a build is of this machine, by root, for the engine beside it. */
export function whyNoBuilds({ engine }: Pick<Ctx, 'engine'>): ErrorReason | null {
  if (!engine.url.startsWith('unix:')) return 'image-build-remote';
  return process.getuid?.() === 0 ? null : 'image-build-not-root';
}
