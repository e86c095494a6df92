import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { listApiCalls } from './list-api-calls.ts';
import { buildOpenApi } from './openapi.ts';

const root = join(import.meta.dirname, '../..');

test('docs/openapi.json is what the calls say of themselves (npm run openapi writes it)', async () => {
  const calls = await listApiCalls(root);
  const written = JSON.parse(await readFile(join(root, 'docs/openapi.json'), 'utf8'));
  expect(calls.length).toBeGreaterThan(20);
  expect(written).toEqual(JSON.parse(JSON.stringify(buildOpenApi(calls, packageJson.version))));
});
