import {
  type Capability,
  capabilityNames,
  dockerCapabilities,
} from '#server/deployments/capability-schema.ts';
import type { AppSettings } from '#server/images/app-schema.ts';
import { type ContainerDraft, nextKey } from './container-draft.ts';

/** What an image needs that begins as root, prepares its folders and goes on as somebody else. */
const switchUser: readonly Capability[] = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID'];

export const capabilityPresets = {
  none: [],
  switchUser,
  docker: dockerCapabilities,
} as const satisfies Record<string, readonly Capability[]>;
export type CapabilityPreset = keyof typeof capabilityPresets;

/** In the order in which they are listed, so that two choices of the same are equal. */
export function inOrder(capabilities: readonly Capability[]): Capability[] {
  return capabilityNames.filter((name) => capabilities.includes(name));
}

/** The preset that is exactly this, if any. */
export function presetOf(capabilities: readonly Capability[]): CapabilityPreset | undefined {
  const chosen = inOrder(capabilities).join();
  const names = Object.keys(capabilityPresets) as CapabilityPreset[];
  return names.find((name) => inOrder(capabilityPresets[name]).join() === chosen);
}

/** An entry of the catalogue as a form begins with it; what was typed beside it stays. */
export function takeEntry(draft: ContainerDraft, app: AppSettings): ContainerDraft {
  const [first] = app.ports;
  const known = new Set(draft.environment.map(({ name }) => name));
  const wanted = app.environment.filter(({ name }) => !known.has(name));
  const start = Number(nextKey(draft.environment));
  const added = wanted.map(({ name, hint }, index) => ({
    ...{ key: String(start + index), name, hint, value: '', isSecret: looksSecret(name), isKept: false },
  }));
  return {
    ...draft,
    image: app.reference,
    environment: [...draft.environment, ...added],
    ports: app.ports.map(({ port, protocol }, index) => ({
      ...{ key: String(index + 1), port: String(port), protocol },
    })),
    volumes: app.volumes.map((volume, index) => ({ ...volume, key: String(index + 1) })),
    // None by itself, and what this image is known to need where the catalogue says so.
    capabilities: app.capabilities.length > 0 ? inOrder(app.capabilities) : draft.capabilities,
    health:
      app.healthPath && first
        ? { ...draft.health, kind: 'http', port: String(first.port), path: app.healthPath }
        : draft.health,
  };
}

/** Only the first guess of a switch that stands beside it. */
function looksSecret(name: string): boolean {
  return /PASS(WORD|WD)?|SECRET|TOKEN|PRIVATE|API_?KEY|CREDENTIAL/i.test(name);
}
