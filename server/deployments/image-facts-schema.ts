import { z } from 'zod';
import type { ContainerSettings } from './container-schema.ts';

/** What is known of a version of an app or a sandbox from its image and from having run it; all of it may be missing. */
export const versionFacts = z.object({
  volumePaths: z.array(z.string()).catch([]),
  hasHealthcheck: z.boolean().catch(false),
  platform: z.string().nullable().catch(null).describe('By what gVisor takes its system calls over'),
  refusedCalls: z
    .array(z.string())
    .catch([])
    .describe('System calls that it asked for and gVisor does not know'),
});
export type VersionFacts = z.infer<typeof versionFacts>;

/** Whether a folder is in one of these volumes. */
export function isKept(path: string, volumes: readonly { path: string }[]): boolean {
  const whole = (text: string) => `${text.replace(/\/+$/, '')}/`;
  return volumes.some((volume) => whole(path).startsWith(whole(volume.path)));
}

/** Folders that the image keeps things in and the version does not: they go with the version. */
export function lostPaths(
  { volumes }: Pick<ContainerSettings, 'volumes'>,
  { volumePaths }: VersionFacts,
): string[] {
  return volumePaths.filter((path) => !isKept(path, volumes));
}
