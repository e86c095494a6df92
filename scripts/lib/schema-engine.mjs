#!/usr/bin/env node
// Drop-in for Prisma's native `schema-engine` binary (JSON-RPC over stdio), running Prisma's own
// WebAssembly schema engine on the pg driver adapter. Point PRISMA_SCHEMA_ENGINE_BINARY at this file.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as bg from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { parse } from 'pg-connection-string';

const argv = process.argv.slice(2);
if (argv.includes('--version')) {
  console.log('schema-engine-wasm');
  process.exit(0);
}
const datamodels = [];
let url = process.env.DATABASE_URL;
let shadowUrl;
const cli = argv.indexOf('cli');
for (let i = 0; i < argv.length; i++) {
  if (argv[i] === '--datamodels') datamodels.push(argv[++i]);
  else if (argv[i] === '--datasource') {
    const d = JSON.parse(argv[++i]);
    url = d.url || url;
    shadowUrl = d.shadowDatabaseUrl;
  }
}

const log = (level, message, extra = {}) =>
  process.stderr.write(
    `${JSON.stringify({
      timestamp: new Date().toISOString(),
      level,
      fields: { message, ...extra },
      target: 'schema_engine::logger',
    })}\n`,
  );

const pgCode = {
  '3D000': 'P1003',
  '28P01': 'P1000',
  28000: 'P1000',
  ECONNREFUSED: 'P1001',
  ENOTFOUND: 'P1001',
  ETIMEDOUT: 'P1002',
};
const dbOf = (u) => decodeURIComponent(new URL(u).pathname.slice(1));
async function admin(sql) {
  const u = new URL(url);
  u.pathname = '/postgres';
  const c = new pg.Client({ connectionString: u.href });
  await c.connect();
  try {
    await c.query(sql);
  } finally {
    await c.end();
  }
}
const ident = (s) => `"${s.replaceAll('"', '""')}"`;

if (cli >= 0) {
  // `schema-engine cli can-connect-to-database | create-database | drop-database`
  log('INFO', 'Starting schema engine CLI');
  try {
    const cmd = argv[cli + 1];
    if (cmd === 'can-connect-to-database') {
      const c = new pg.Client({ connectionString: url });
      await c.connect();
      await c.end();
    } else if (cmd === 'create-database') await admin(`CREATE DATABASE ${ident(dbOf(url))}`);
    else if (cmd === 'drop-database') await admin(`DROP DATABASE IF EXISTS ${ident(dbOf(url))}`);
    else throw new Error(`unknown command ${cmd}`);
    process.exit(0);
  } catch (e) {
    log('ERROR', e.message || String(e.code ?? e), {
      is_panic: false,
      error_code: pgCode[e.code] ?? 'P1011',
    });
    process.exit(1);
  }
}

const wasmPath = fileURLToPath(
  new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg')),
);
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasmPath)), {
  './schema_engine_bg.js': bg,
});
bg.__wbg_set_wasm(exports);
exports.__wbindgen_start();
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message(m) {
    log('ERROR', m);
  },
};

// Discrete fields, never `connectionString`: pg lets the latter win over `database`, and the shadow
// database must not silently be the real one.
function config(u) {
  const c = parse(u);
  return { ...c, port: c.port ? Number(c.port) : undefined, max: 1 };
}
function fixCatalogTypes(adapter) {
  // pg_catalog uses "char" (oid 18), which the adapter refuses: hand it to the engine as a Character.
  const proto = Object.getPrototypeOf(Object.getPrototypeOf(adapter));
  if (proto.__schemaEngine) return adapter;
  proto.__schemaEngine = true;
  const { performIO, queryRaw } = proto;
  proto.performIO = async function (q) {
    const r = await performIO.call(this, q);
    q.charColumns = [];
    r.fields?.forEach((f, i) => {
      if (f.dataTypeID === 18) {
        f.dataTypeID = 25;
        q.charColumns.push(i);
      }
    });
    return r;
  };
  proto.queryRaw = async function (q) {
    const r = await queryRaw.call(this, q);
    for (const i of q.charColumns) r.columnTypes[i] = ColumnTypeEnum.Character;
    return r;
  };
  return adapter;
}
function adapterFactory() {
  const u = new URL(url ?? 'postgresql://localhost/none');
  const schema = u.searchParams.get('schema') ?? undefined;
  const open = async (cfg) => fixCatalogTypes(await new PrismaPg(cfg, { schema }).connect());
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => open(config(u.href)),
    async connectToShadowDb() {
      if (shadowUrl) return open(config(shadowUrl));
      const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
      await admin(`CREATE DATABASE ${ident(name)}`);
      const db = await open({ ...config(u.href), database: name });
      const dispose = db.dispose.bind(db);
      db.dispose = async () => {
        await dispose();
        await admin(`DROP DATABASE IF EXISTS ${ident(name)}`);
      };
      return db;
    },
  };
}
let engine;
const bound = bindMigrationAwareSqlAdapterFactory(adapterFactory());
async function getEngine() {
  engine ??= await bg.SchemaEngine.new(
    { datamodels: datamodels.length ? datamodels.map((f) => [f, readFileSync(f, 'utf8')]) : undefined },
    (l) => process.env.DEBUG && process.stderr.write(`${l}\n`),
    bound,
  );
  return engine;
}
let printId = 1e6;
const send = (m) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...m })}\n`);

async function handle({ method, params }) {
  if (method === 'createDatabase') {
    await admin(`CREATE DATABASE ${ident(dbOf(url))}`);
    return { databaseName: dbOf(url) };
  }
  const e = await getEngine();
  if (method === 'getDatabaseVersion') return await e.version(params ?? undefined);
  if (method === 'diff') {
    const r = await e.diff(params);
    if (r.stdout != null)
      send({ id: ++printId, method: 'print', params: { content: r.stdout.replace(/\n$/, '') } });
    return { exitCode: r.exitCode, stdout: null };
  }
  if (typeof e[method] !== 'function')
    throw new Error(`schema-engine: ${method} is not supported by the WebAssembly engine`);
  return (await e[method](params)) ?? {};
}

let chain = Promise.resolve();
const rl = createInterface({ input: process.stdin, crlfDelay: Infinity });
rl.on('line', (line) => {
  if (!line.trim()) return;
  const m = JSON.parse(line);
  if (!m.method) return; // reply to one of our print requests
  chain = chain.then(async () => {
    try {
      send({ id: m.id, result: await handle(m) });
    } catch (e) {
      if (process.env.DEBUG) process.stderr.write(`${String(e?.stack ?? e)}\n${JSON.stringify(e)}\n`);
      const panic = e instanceof WebAssembly.RuntimeError;
      send({
        id: m.id,
        error: {
          code: 4466,
          message: 'An error happened. Check the data field for details.',
          data: {
            is_panic: panic,
            message: e?.message ?? String(e),
            error_code: e?.code ?? e?.error_code ?? undefined,
            meta: e?.meta ?? undefined,
          },
        },
      });
    }
  });
});
rl.on('close', () => chain.then(() => process.exit(0)));
