import type { ContainerSettings } from '../container-schema.ts';
import { lostPaths, type VersionFacts } from '../image-facts-schema.ts';

/** What the image expects of who runs it, and does not get. */
export function adviceOn(settings: ContainerSettings, facts: VersionFacts): string[] {
  return [
    ...lostPaths(settings, facts).map(
      (path) =>
        `The image keeps things in ${path}, which is no volume of this version: they go with the version`,
    ),
    ...(facts.hasHealthcheck && !settings.health
      ? ['The image has a health check of its own, which is not run: set one of the panel where it should be']
      : []),
  ];
}
