import type { z } from 'zod';
import type { containerSettings } from '#server/deployments/container-schema.ts';
import type { LookUp } from './interpolate.ts';
import type { Place } from './report.ts';
import type { MapTree, Tree } from './tree.ts';

type Settings = Required<z.input<typeof containerSettings>>;

/** A service while its keys are read, one after another. */
export type Draft = {
  name: string;
  line: number;
  settings: Partial<Settings> & Pick<Settings, 'environment' | 'ports' | 'volumes' | 'hosts' | 'devices'>;
  /** Where each field of the settings comes from. */
  lines: Record<string, number>;
  runtime: string | null;
  profiles: string[];
  /** `healthyLine`: where it says that the other has to be well. */
  dependsOn: { name: string; line: number; isRequired: boolean; healthyLine?: number | undefined }[];
  /** Those that it is in; `default` where it names none. */
  networks: string[];
  hasNoNetwork: boolean;
  /** Names under which others reach it, beside its own. */
  aliases: string[];
  /** Names of its own for other services: of `links`. */
  links: { service: string; alias: string; line: number }[];
  capAdd: Tree | undefined;
  capDrop: Tree | undefined;
  size: { vcpus: number | null; memoryBytes: number | null };
  volumeLines: Map<string, number>;
  tmpfs: { path: string; tree: Tree; place: Place }[];
  /** For what stands at a line. */
  lookUp: (line: number) => LookUp;
};

export type Taker = (draft: Draft, tree: Tree, place: Place) => void;
export type Keys = Record<string, Taker>;

export function newDraft(name: string, line: number, lookUp: Draft['lookUp']): Draft {
  return {
    ...{ name, line, lookUp, runtime: null, capAdd: undefined, capDrop: undefined },
    settings: { environment: [], ports: [], volumes: [], hosts: [], devices: [] },
    ...{ lines: {}, profiles: [], dependsOn: [], aliases: [], links: [], volumeLines: new Map(), tmpfs: [] },
    ...{ networks: ['default'], hasNoNetwork: false },
    size: { vcpus: null, memoryBytes: null },
  };
}

/** Every key by the table; one that the table has not is named. `x-…` is for whoever wrote it. */
export function takeKeys(keys: Keys, draft: Draft, map: MapTree, place: Place): void {
  for (const [key, { line, value }] of map.entries) {
    if (key.startsWith('x-')) continue;
    const taker = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (taker) taker(draft, value, place.in(key));
    else place.in(key).say('left-out', 'unknown-key', { line, value }, { key });
  }
}

/** A key that is never taken. */
export function leave(code: Parameters<Place['say']>[1]): Taker {
  return (_draft, tree, place) => place.say('left-out', code, { line: tree.line, value: tree });
}

export function refuse(code: Parameters<Place['say']>[1]): Taker {
  return (_draft, tree, place) => place.say('refused', code, { line: tree.line, value: tree });
}

/** Taken where it asks for what is here anyway; else named. */
export function unless(
  isSame: RegExp,
  severity: 'refused' | 'left-out' | 'otherwise',
  code: Parameters<Place['say']>[1],
): Taker {
  return (_draft, tree, place) => {
    const isAnyway = tree.kind === 'leaf' && (tree.isNull || isSame.test(tree.text.trim()));
    if (!isAnyway) place.say(severity, code, { line: tree.line, value: tree });
  };
}
