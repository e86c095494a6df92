import { AppError } from '#server/errors.ts';
import type { ChooseInput, Chosen } from '#server/instances/kinds/kind.ts';
import { type ContainerSettings, containerSettings } from '../container-schema.ts';
import { allowedSeconds, longestCheckSeconds } from './allowed-seconds.ts';

/** A version of an app or a sandbox: its settings without what is secret, and that apart. Throws AppError. */
export async function chooseContainer(_db: unknown, input: ChooseInput): Promise<Chosen> {
  const settings = containerSettings.parse(input.settings);
  if (settings.seccomp === 'unconfined' && !input.allowances.allowsUnconfined) {
    throw new AppError('refused', 'unconfined-not-allowed', {}, { field: 'settings.seccomp' });
  }
  if (settings.health && allowedSeconds(settings.health) > longestCheckSeconds) {
    const params = { minutes: longestCheckSeconds / 60 };
    throw new AppError('invalid', 'health-check-too-long', params, { field: 'settings.health.startSeconds' });
  }
  const secrets: Record<string, string> = {};
  const environment = settings.environment.map((variable, index) => {
    const field = `settings.environment.${index}.value`;
    if (!variable.isSecret) {
      if (variable.value === null) throw new AppError('invalid', 'variable-without-value', {}, { field });
      return variable;
    }
    const value = variable.value ?? input.formerSecrets?.[variable.name];
    if (value === undefined) {
      throw new AppError('invalid', 'secret-without-value', { name: variable.name }, { field });
    }
    secrets[variable.name] = value;
    return { ...variable, value: null };
  });
  const kept: ContainerSettings = { ...settings, environment };
  return { settings: {}, deployment: { settings: kept, secrets } };
}
