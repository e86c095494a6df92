import pg from 'pg';
import type { Logger } from '#server/log.ts';

type ListenInput = {
  databaseUrl: string;
  channel: string;
  log: Logger;
  onMessage(payload: string): void;
  /** Connected again: what was said meanwhile is lost. */
  onReconnect(): void;
};

/** LISTEN on a connection of its own, which is opened again whenever it is lost. */
export function listen(input: ListenInput): { close(): Promise<void> } {
  const { databaseUrl, channel, log } = input;
  let client: pg.Client | undefined;
  let isClosed = false;
  let retryTimer: NodeJS.Timeout | undefined;

  const connect = async (isAgain: boolean) => {
    const next = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
    next.on('error', (error) => log.warn({ err: error.message, channel }, 'listener lost its connection'));
    next.on('end', () => retry());
    next.on('notification', ({ payload = '' }) => input.onMessage(payload));
    client = next;
    await next.connect();
    await next.query(`LISTEN ${channel}`);
    if (isAgain) input.onReconnect();
  };
  const retry = () => {
    if (isClosed) return;
    clearTimeout(retryTimer);
    retryTimer = setTimeout(() => connect(true).catch(retry), 1000);
  };
  connect(false).catch(retry);

  return {
    async close() {
      isClosed = true;
      clearTimeout(retryTimer);
      await client?.end().catch(() => undefined);
    },
  };
}
