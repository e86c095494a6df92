import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from '#server/generated/prisma/client.ts';
import { statementName } from '#server/statement-name.ts';

export type Db = PrismaClient;
/** Either the client or an open transaction: what a query needs. */
export type Tx = Prisma.TransactionClient;
export { Prisma };

export function openDatabase(url: string, maxConnections = 16): Db {
  const adapter = new PrismaPg(
    { connectionString: url, max: maxConnections },
    { statementNameGenerator: statementName },
  );
  // Many may ask at once: one that has to wait for a connection waits, rather than being told of an error.
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 20_000, timeout: 20_000 } });
}

/**
 * What a violated unique index is called, or its columns, for `includes`: `Job_one_live_key`,
 * `tenantId,name`. Undefined when `error` is another one.
 */
export function uniqueViolation(error: unknown): string | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  const meta = error.meta as { driverAdapterError?: { cause?: Cause } } | undefined;
  const { kind, constraint } = meta?.driverAdapterError?.cause ?? {};
  // Raw statements have another code, the same cause.
  if (error.code !== 'P2002' && kind !== 'UniqueConstraintViolation') return undefined;
  return constraint?.index ?? constraint?.fields?.join(',') ?? '';
}

/** Whether the database did not answer: it was restarted, ended, or all its connections or rows were taken. */
export function isDatabaseAway(error: unknown): boolean {
  const texts: string[] = [];
  for (let cause: unknown = error; cause instanceof Error && texts.length < 5; cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : '';
    const meta = 'meta' in cause ? JSON.stringify(cause.meta) : '';
    texts.push(`${code} ${cause.message} ${meta}`);
  }
  return awayPattern.test(texts.join('\n'));
}

// Prisma's codes for a server out of reach or a closed connection, PostgreSQL's for a server that is starting or
// ending or has ended a deadlock, and what the driver says when a connection breaks off.
const awayPattern =
  /P1001|P1002|P1008|P1017|P2024|P2028|P2034|40P01|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|Connection terminated|DatabaseNotReachable|ConnectionClosed|the database system is/;

type Cause = { kind?: string; constraint?: Constraint };
type Constraint = { index?: string; fields?: string[] };
