import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Without private folders, and without what exists only while developing. */
function filesUnder(folder: string, name: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.split('/').at(-1) === name && !/(^|\/)(_|\(dev\))/.test(file))
    .sort();
}

/** `(panel)/t/[tenant]/page.tsx` → `/t/[tenant]` */
function toPath(file: string): string {
  const parts = file.split('/').slice(0, -1);
  return `/${parts.filter((part) => !part.startsWith('(')).join('/')}`;
}

/** The path of every page, with its parameters in brackets. */
export function listPages(): string[] {
  return filesUnder('app', 'page.tsx').map(toPath);
}

export type PlainHandler = { path: string; methods: string[] };

/** Every route handler that is not a call of the described API, with the methods that it takes. */
export function listHandlers(): PlainHandler[] {
  return filesUnder('app', 'route.ts')
    .map((file) => ({
      path: toPath(file),
      methods: methodsOf(readFileSync(join(root, 'app', file), 'utf8')),
    }))
    .filter(({ path }) => !path.startsWith('/api/v1/') || path.endsWith('openapi.json'));
}

function methodsOf(text: string): string[] {
  const exported = text.matchAll(/^export (?:async function|function|const) ([A-Z]+)\b/gm);
  return [...exported].map((match) => match[1] ?? '');
}

/** The path of every WebSocket that the server takes: each is a pattern `/^\/ws\/…$/` of the sources. */
export function listUpgrades(): string[] {
  return readdirSync(join(root, 'server'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => [
      ...readFileSync(join(root, 'server', file), 'utf8').matchAll(/\/\^(\\\/ws\\\/.*?)\$\//g),
    ])
    .map((match) => (match[1] ?? '').replaceAll('\\/', '/').replaceAll(/\([^)]*\)/g, '{id}'));
}

export type DescribedCall = { method: string; path: string; hasBody: boolean };

/** Every call of /api/v1; a unit test holds the document to the code. */
export function listCalls(): DescribedCall[] {
  const { paths } = JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8'));
  return Object.entries<Record<string, { requestBody?: unknown }>>(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, call]) => ({
      method: method.toUpperCase(),
      path,
      hasBody: call.requestBody !== undefined,
    })),
  );
}

export type BuiltAction = { id: string; name: string; page: string };

/** Every server action of the build, with a page that carries it. */
export function listActions(): BuiltAction[] {
  const manifest = JSON.parse(
    readFileSync(join(root, '.next/server/server-reference-manifest.json'), 'utf8'),
  );
  return Object.entries<{ exportedName: string; workers: Record<string, unknown> }>(manifest.node).map(
    ([id, { exportedName, workers }]) => ({
      id,
      name: exportedName,
      page: toPath((Object.keys(workers)[0] ?? 'app/page').replace(/^app\//, '')),
    }),
  );
}

/** The actions that the sources export: what the build must have. */
export function listActionExports(): string[] {
  return readdirSync(join(root, 'app'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('(dev)'))
    .map((file) => readFileSync(join(root, 'app', file), 'utf8'))
    .filter((text) => text.startsWith("'use server'"))
    .flatMap((text) =>
      [...text.matchAll(/^export (?:const|async function) (\w+)/gm)].map((match) => match[1] ?? ''),
    );
}
