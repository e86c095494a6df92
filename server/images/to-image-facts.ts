import type { Image } from '#server/incus/images.ts';
import { type InstanceKind, kindOfEngineType } from '#server/instances/kinds/schema.ts';

const gib = 1024 ** 3;

/** os/release or os/release/variant, as on the public image server; anything else is not for customers. */
const aliasForm = /^[a-z0-9][a-z0-9.-]*(?:\/[a-z0-9][a-z0-9.-]*){1,2}$/;

/** Of what apps and their like run in: made by us, chosen by nobody. */
export const shellPrefix = 'shell/';

/** An image of the engine as we offer it, under one of its aliases. */
export type ImageFacts = {
  alias: string;
  fingerprint: string;
  name: string;
  os: string;
  release: string;
  kind: InstanceKind;
  defaultUser: string;
  hasCloudInit: boolean;
  minDiskBytes: number;
  sizeBytes: number;
  origin: 'engine' | 'recipe';
};

/** What an image of the engine offers: one entry for each alias of our form. */
export function toImageFacts({ aliases, properties, type, fingerprint, sizeBytes }: Image): ImageFacts[] {
  return aliases
    .filter((alias) => aliasForm.test(alias) && !alias.startsWith(shellPrefix))
    .map((alias) => {
      const [aliasOs = alias, aliasRelease = ''] = alias.split('/');
      const os = properties.os || aliasOs;
      const release = properties.release || aliasRelease;
      return {
        alias,
        fingerprint,
        name: properties.description || `${os} ${release}`,
        os,
        release,
        kind: kindOfEngineType(type),
        defaultUser: properties['berth.default_user'] || 'root',
        // Images of others do not say; ours do.
        hasCloudInit: properties['berth.cloud_init'] !== 'false',
        minDiskBytes: minDisk(sizeBytes),
        sizeBytes,
        origin: properties['berth.recipe'] ? 'recipe' : 'engine',
      };
    });
}

/** A packed system unpacks to three or four times its size, and wants room to work. */
export function minDisk(sizeBytes: number): number {
  return Math.max(1, Math.ceil((sizeBytes * 4) / gib)) * gib;
}
