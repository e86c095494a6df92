import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listApiCalls } from '#app/_lib/list-api-calls.ts';
import { buildOpenApi } from '#app/_lib/openapi.ts';
import packageJson from '../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const document = buildOpenApi(await listApiCalls(root), packageJson.version);
await writeFile(join(root, 'docs/openapi.json'), `${JSON.stringify(document, null, 2)}\n`);
process.stdout.write(`docs/openapi.json: ${Object.keys(document.paths ?? {}).length} paths\n`);
