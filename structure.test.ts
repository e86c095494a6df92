import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Files that may be longer than 200 lines, each with its reason. */
const longFiles: Record<string, string> = {
  'app/(dev)/ui-kit/page.dev.tsx': 'the kit in one page, to look at while developing',
  'scripts/lib/schema-engine.mjs': 'a protocol adapter, read as one piece',
};
/** Places outside server/env.ts that read the environment, each with its reason. */
const environmentReaders: Record<string, string> = {
  'prisma.config.ts': 'runs under the Prisma CLI, before there is a server',
  'next.config.js': 'runs under Next, before there is a server',
  'playwright.config.ts': 'runs under Playwright',
  'vitest.config.ts': 'runs under Vitest',
};
/** Handlers under /api/v1 that want no token, each with its reason. */
const openHandlers: Record<string, string> = {
  'app/api/v1/openapi.json/route.ts': 'the description of the API; there is nothing secret in it',
};

/** Places outside the kinds' own folders that name a kind, each with its reason. */
const namersOfKinds: Record<string, string> = {
  'server/images/parse-streams.ts': 'what a public image server calls its files',
  'server/images/app-schema.ts': 'which kinds an entry of the catalogue for apps is for',
};

const root = import.meta.dirname;
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
  .toString()
  .split('\n')
  .filter((file) => /\.(ts|tsx|mjs|js)$/.test(file) && existsSync(join(root, file)));
const source = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
const isTest = (file: string) => /\.test\.tsx?$|\.spec\.ts$|^e2e\/|^server\/testing\//.test(file);
const product = files.filter((file) => !isTest(file));

/** What a file imports: paths from the root for ours, package names for the rest. */
function importsOf(file: string): string[] {
  const text = source.get(file) ?? '';
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
  );
  return [...found].map((match) => resolveImport(file, match[1] ?? match[2] ?? match[3] ?? ''));
}
function resolveImport(file: string, specifier: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return relative('.', join(dirname(file), specifier));
  return specifier;
}
function offenders(among: string[], isWrong: (imported: string, file: string) => boolean): string[] {
  return among.flatMap((file) =>
    importsOf(file)
      .filter((imported) => isWrong(imported, file))
      .map((imported) => `${file} → ${imported}`),
  );
}
const under = (folder: string) => product.filter((file) => file.startsWith(folder));

describe('imports point down only', () => {
  test('server/ knows neither Next nor React; main.ts, which carries Next, is the one exception', () => {
    const isFramework = (name: string) => /^(next|react|react-dom|next-intl)(\/|$)/.test(name);
    expect(
      offenders(under('server/'), (name, file) => isFramework(name) && file !== 'server/main.ts'),
    ).toEqual([]);
  });
  test('server/ imports nothing of app/ or components/', () => {
    expect(offenders(under('server/'), (name) => /^(app|components)\//.test(name))).toEqual([]);
  });
  test('components/ see of server/ only paths, schemas and states', () => {
    const isAllowed = (name: string) =>
      /^server\/(paths\.ts|[a-z-]+\/(?:kinds\/(?:[a-z-]+\/)?)?((?:[a-z-]+-)?schema|states)\.ts)$/.test(name);
    const isType = (name: string, file: string) =>
      new RegExp(`import type [^;]*from '#${name.replaceAll('.', '\\.')}'`).test(source.get(file) ?? '');
    expect(
      offenders(
        under('components/'),
        (name, file) =>
          name.startsWith('server/') &&
          !isAllowed(name) &&
          !(name === 'server/errors.ts' && isType(name, file)),
      ),
    ).toEqual([]);
  });
  test('components/ import nothing of app/', () => {
    expect(offenders(under('components/'), (name) => name.startsWith('app/'))).toEqual([]);
  });
  test('components/ui knows nothing of the domain', () => {
    expect(offenders(under('components/ui/'), (name) => /^(server|components\/(?!ui\/))/.test(name))).toEqual(
      [],
    );
  });
  test('server/incus imports nothing of ours', () => {
    expect(offenders(under('server/incus/'), (name) => /^server\/(?!incus\/)/.test(name))).toEqual([]);
  });
  test('server/node-shell imports nothing of ours', () => {
    expect(offenders(under('server/node-shell/'), (name) => /^server\/(?!node-shell\/)/.test(name))).toEqual(
      [],
    );
  });
  test('server/jobs sees the database, errors, events and secrets, and no noun', () => {
    const isAllowed = (name: string) =>
      /^server\/(jobs|events|secrets|generated)\/|^server\/(db|errors|log)\.ts$/.test(name);
    expect(
      offenders(under('server/jobs/'), (name) => name.startsWith('server/') && !isAllowed(name)),
    ).toEqual([]);
  });
  test('the generated database client is imported by server/ alone', () => {
    const outside = product.filter((file) => !file.startsWith('server/'));
    expect(
      offenders(outside, (name) => name.startsWith('server/generated') || name.includes('@prisma/client')),
    ).toEqual([]);
  });
  test('nothing outside the folders of kinds asks for a kind by its name: what differs is in their tables', () => {
    const name = `['"\`](?:light-vm|vm|app|sandbox|unikernel)['"\`]`;
    const asks = [
      `[=!]==?\\s*${name}`,
      `${name}\\s*[=!]==?`,
      `\\bcase\\s+${name}`,
      // Chosen between two of them.
      `\\?\\s*${name}\\s*:\\s*${name}`,
      // In SQL.
      `"kind"\\s*(?:=|<>|IN)\\s*\\(?${name}`,
      `\\[\\s*${name}[^\\]\\n]{0,60}\\]\\s*(?:as const)?\\)?\\.(?:includes|some|indexOf)`,
    ];
    const asksByName = new RegExp(asks.join('|'));
    const isOfKinds = (file: string) => /^(?:server|components)\/instances\/kinds\//.test(file);
    const askers = product.filter(
      (file) =>
        /^(?:app|components|server)\//.test(file) &&
        !file.startsWith('server/generated/') &&
        !isOfKinds(file) &&
        asksByName.test(source.get(file) ?? ''),
    );
    expect(askers.filter((file) => !(file in namersOfKinds))).toEqual([]);
    expect(Object.keys(namersOfKinds).filter((file) => !files.includes(file))).toEqual([]);
  });
  test('there are no cycles', () => {
    expect(findCycles()).toEqual([]);
  });
});

describe('files', () => {
  const lines = (file: string) => (source.get(file) ?? '').split('\n').length;
  const code = product.filter((file) => /^(app|components|server|scripts)\//.test(file));

  test('the median file has at most 80 lines', () => {
    const sorted = code.map(lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80);
  });
  test('no file has more than 200 lines without a named reason, and none more than 400', () => {
    expect(code.filter((file) => lines(file) > 200 && !(file in longFiles))).toEqual([]);
    expect(code.filter((file) => lines(file) > 400)).toEqual([]);
    expect(Object.keys(longFiles).filter((file) => !files.includes(file))).toEqual([]);
  });
  test('names are in kebab-case and there are no barrel files', () => {
    const isFine = (file: string) =>
      file.split('/').every((part) => /^(\(?[a-z0-9-]+\)?|\[[a-z-.]+\]|_lib)(\.[a-z]+)*$/.test(part));
    expect(code.filter((file) => !isFine(file))).toEqual([]);
    expect(code.filter((file) => /\/index\.tsx?$/.test(file))).toEqual([]);
  });
  test('only server/env.ts reads the environment', () => {
    const readers = product.filter(
      (file) => !file.startsWith('scripts/') && /process\.env\b/.test(source.get(file) ?? ''),
    );
    expect(readers.filter((file) => file !== 'server/env.ts' && !(file in environmentReaders))).toEqual([]);
  });
  test('a unit test that changes the environment has a process of its own', () => {
    const changes = /vi\.stubEnv\(|\bprocess\.env\.\w+ = |\benv\(\)\.\w+ = /;
    const changers = files.filter(
      (file) =>
        /(?<!\.engine)\.test\.(ts|tsx|mjs)$/.test(file) &&
        file !== 'structure.test.ts' &&
        changes.test(source.get(file) ?? ''),
    );
    const config = source.get('vitest.config.ts') ?? '';
    expect(changers.filter((file) => !config.includes(`'${file}'`))).toEqual([]);
  });
  test('/api/v1 has no handler but those of route(), which asks for a token and describes the call', () => {
    const handlers = under('app/api/v1/').filter((file) => /\/route\.[a-z]+$/.test(file));
    const isMade = (line: string) => /^export const (GET|POST|PUT|PATCH|DELETE) = route\(/.test(line);
    const others = handlers.flatMap((file) => {
      const exported = source.get(file)?.match(/^export .*/gm) ?? [];
      const isOurs = importsOf(file).includes('app/_lib/route.ts');
      return exported.filter((line) => !isOurs || !isMade(line)).map((line) => `${file}: ${line}`);
    });
    expect(others.filter((line) => !Object.keys(openHandlers).some((file) => line.startsWith(file)))).toEqual(
      [],
    );
    expect(Object.keys(openHandlers).filter((file) => !handlers.includes(file))).toEqual([]);
  });
  test('only server/paths.ts spells the URLs of pages', () => {
    const spellers = [...under('components/'), ...under('app/')].filter((file) =>
      /(?:href|redirect\(|push\()[^\n]{0,20}['"`]\/(?:admin|t\/|sign-in|account)/.test(
        source.get(file) ?? '',
      ),
    );
    expect(spellers).toEqual([]);
  });
});

function findCycles(): string[] {
  const ours = new Set(product);
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  const visit = (file: string, trail: string[]) => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
      return;
    }
    state.set(file, 'open');
    for (const imported of importsOf(file)) if (ours.has(imported)) visit(imported, [...trail, file]);
    state.set(file, 'done');
  };
  for (const file of product) visit(file, []);
  return cycles;
}
