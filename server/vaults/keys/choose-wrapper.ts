import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';
import type { KmsSettings } from './call-transit.ts';
import type { KeyWrapper } from './key-wrapper.ts';
import { masterFileWrapper } from './master-file-wrapper.ts';
import { transitWrapper } from './transit-wrapper.ts';

/** What new keys are wrapped by: the KMS where there is one. */
export function chooseWrapper(): KeyWrapper {
  const settings = kmsSettings();
  return settings ? transitWrapper(settings) : masterFileWrapper;
}

/** The one that a stored key was wrapped by. Throws `unavailable` where its KMS is not set any more. */
export function wrapperNamed(name: string): KeyWrapper {
  if (name === masterFileWrapper.name) return masterFileWrapper;
  const settings = kmsSettings();
  if (name === 'vault-transit' && settings) return transitWrapper(settings);
  if (name === 'vault-transit') throw new AppError('unavailable', 'kms-not-configured');
  throw new Error(`There is no wrapper of keys named ${name}.`);
}

function kmsSettings(): KmsSettings | undefined {
  const { BERTH_KMS_URL: url, BERTH_KMS_TOKEN_FILE: tokenFile, BERTH_KMS_KEY: key, BERTH_KMS_MOUNT } = env();
  return url && tokenFile && key ? { url, tokenFile, key, mount: BERTH_KMS_MOUNT } : undefined;
}
