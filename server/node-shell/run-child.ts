import { spawn } from 'node:child_process';

export type Command = { program: string; args: string[] };

export type Ended = {
  reason: 'ended' | 'aborted' | 'timeout' | 'too-long' | 'not-started';
  code: number | null;
  stdout: string;
  stderr: string;
  cause?: unknown;
};

type Limits = {
  stdin?: Buffer | undefined;
  timeoutSeconds: number;
  signal?: AbortSignal | undefined;
};

const maxOutputBytes = 8 * 1024 ** 2;
/** For an end of its own, before it is ended. */
const patienceMs = 3000;

// Nothing of our own environment (which has passwords in it) is for a child to see.
const environment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', NODE_ENV: 'production' } as const;

/** Runs a program without a shell until it ends, time is over, the signal comes or it says too much. Never throws. */
export function runChild(command: Command, limits: Limits): Promise<Ended> {
  return new Promise((resolve) => follow(command, limits, resolve));
}

function follow({ program, args }: Command, limits: Limits, resolve: (ended: Ended) => void): void {
  const child = spawn(program, args, { env: environment, cwd: '/', stdio: 'pipe' });
  const output = { stdout: [] as Buffer[], stderr: [] as Buffer[], bytes: 0 };
  let early: Pick<Ended, 'reason' | 'cause'> | undefined;
  let killing: NodeJS.Timeout | undefined;
  const stop = (reason: Ended['reason'], cause?: unknown) => {
    early ??= { reason, cause };
    child.kill('SIGTERM');
    killing ??= setTimeout(() => child.kill('SIGKILL'), patienceMs);
  };
  const abort = () => stop('aborted', limits.signal?.reason);
  const timer = setTimeout(() => stop('timeout'), limits.timeoutSeconds * 1000);
  const end = (code: number | null) => {
    clearTimeout(timer);
    clearTimeout(killing);
    limits.signal?.removeEventListener('abort', abort);
    resolve({
      reason: 'ended',
      ...early,
      code,
      stdout: textOf(output.stdout),
      stderr: textOf(output.stderr),
    });
  };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (piece: Buffer) => {
      output.bytes += piece.length;
      if (output.bytes > maxOutputBytes) stop('too-long');
      else output[name].push(piece);
    });
  }
  // What a killed program had started may hold its outputs open: they are not waited for.
  child.on('exit', () => early && child.stdout.destroy() && child.stderr.destroy());
  child.on('error', (cause) => {
    early ??= { reason: 'not-started', cause };
    if (child.pid === undefined) end(null);
  });
  child.on('close', end);
  // It may refuse before it has read.
  child.stdin.on('error', () => undefined);
  child.stdin.end(limits.stdin);
  if (limits.signal?.aborted) abort();
  limits.signal?.addEventListener('abort', abort, { once: true });
}

function textOf(pieces: Buffer[]): string {
  return Buffer.concat(pieces).toString();
}
