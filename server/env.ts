import { z } from 'zod';

const variables = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  BERTH_HOST: z.string().default('127.0.0.1'),
  /** Where browsers reach the panel: origin checks, links in mail, secure cookies. */
  BERTH_URL: z.url().default('http://localhost:3000'),
  /** Behind a reverse proxy the client's address is the last of X-Forwarded-For. */
  BERTH_TRUST_PROXY: z.stringbool().default(false),
  BERTH_WORKER: z.enum(['inline', 'none']).default('inline'),
  BERTH_WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(8),
  /** How long steps under way may go on when the worker is told to end. */
  BERTH_DRAIN_SECONDS: z.coerce.number().int().min(0).max(3600).default(30),
  /** A worker that was not heard of for so long has lost its jobs to others. */
  BERTH_LEASE_SECONDS: z.coerce.number().min(1).max(600).default(15),
  BERTH_INCUS_URL: z.string().default('unix:///var/lib/incus/unix.socket'),
  BERTH_INCUS_CERT: z.string().optional(),
  BERTH_INCUS_KEY: z.string().optional(),
  BERTH_INCUS_SERVER_CERT: z.string().optional(),
  BERTH_INCUS_FINGERPRINT: z.string().optional(),
  BERTH_POOL: z.string().default('berth'),
  /** Every tenant's network is a /24 of this range. */
  BERTH_TENANT_RANGE: z.cidrv4().default('10.128.0.0/10'),
  BERTH_MASTER_KEY_FILE: z.string(),
  /** What signs receipts; beside the master key where it is not said. */
  BERTH_RECEIPTS_KEY_FILE: z.string().optional(),
  /** How the helpers of nodes elsewhere are reached: JSON, from the node's name to the way. */
  BERTH_NODES_FILE: z.string().optional(),
  /** Where files that are uploaded lie; beside the master key unless said. */
  BERTH_UPLOADS_DIR: z.string().optional(),
  /** Where the vaults of this machine lie; the helper's own setting unless said. */
  BERTH_VAULT_ROOT: z.string().optional(),
  /** A KMS that keeps the keys of vaults instead of the master key: the transit engine of a Vault server. */
  BERTH_KMS_URL: z.url({ protocol: /^https?$/ }).optional(),
  BERTH_KMS_TOKEN_FILE: z.string().optional(),
  BERTH_KMS_KEY: z
    .string()
    .regex(/^[\w.-]{1,100}$/)
    .optional(),
  BERTH_KMS_MOUNT: z
    .string()
    .regex(/^[\w-]+(\/[\w-]+)*$/)
    .default('transit'),
  /** The folder whose `images/` has the recipes that operators can build; the panel's own unless said. */
  BERTH_RECIPES: z.string().optional(),
  /** Who the first admin is; counts on the first start only. */
  BERTH_ADMIN_EMAIL: z.string().trim().toLowerCase().includes('@').default('admin@localhost'),
  SMTP_URL: z.string().optional(),
  SMTP_FROM: z.string().default('Berth <berth@localhost>'),
  /** Who may read /metrics: bearers of this. Without it, this machine and operators. */
  BERTH_METRICS_TOKEN: z.string().min(16).optional(),
  /** Another port for /metrics and /api/health, for a process that serves no pages or whose pages are public. */
  BERTH_METRICS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  BERTH_METRICS_HOST: z.string().default('127.0.0.1'),
  /** Where traces go; the exporter reads the other OTEL_EXPORTER_OTLP_… by itself. Without it there are none. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url().optional(),
  OTEL_SERVICE_NAME: z.string().default('berth'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});

const schema = variables.superRefine((value, ctx) => {
  const kms = ['BERTH_KMS_URL', 'BERTH_KMS_TOKEN_FILE', 'BERTH_KMS_KEY'] as const;
  const url = value.BERTH_KMS_URL;
  if (url?.startsWith('http:') && !/^http:\/\/(127(\.\d{1,3}){3}|localhost|\[::1\])(:\d+)?(\/|$)/.test(url)) {
    ctx.addIssue({
      code: 'custom',
      path: ['BERTH_KMS_URL'],
      message: 'has to be https: keys and a token go there',
    });
  }
  const missing = kms.filter((name) => value[name] === undefined);
  if (missing.length === kms.length) return;
  for (const name of missing) {
    ctx.addIssue({
      code: 'custom',
      path: [name],
      message: 'is needed beside the other BERTH_KMS_ variables',
    });
  }
});

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/** The environment, checked once. Throws one error that names every wrong or missing variable. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

export function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is not complete (npm start sets it up):\n${lines.join('\n')}`);
}
