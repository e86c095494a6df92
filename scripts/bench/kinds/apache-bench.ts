import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { besides } from './cpus.ts';

const run = promisify(execFile);
const seconds = 4;
/** As many ask at the same time, each a connection a request. */
const askers = 8;

type Target = { address: string; port: number; cpus: readonly number[] };
export type Answered = { perSecond: number; requests: number };

/** How many requests a web server answers, asked from processors that it does not run on. */
export async function apacheBench({ address, port, cpus }: Target, signal: AbortSignal): Promise<Answered> {
  const options = ['-q', '-s', '10', '-t', String(seconds), '-n', '10000000', '-c', String(askers)];
  const [program = '', ...words] = [...besides(cpus), 'ab', ...options, `http://${address}:${port}/`];
  const { stdout } = await run(program, words, { signal });
  return parseApacheBench(stdout);
}

/** Out of what `ab` prints. Throws where not all were answered well. */
export function parseApacheBench(text: string): Answered {
  const numberAfter = (words: string) => {
    const found = new RegExp(`^${words}:\\s+([\\d.]+)`, 'm').exec(text)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const perSecond = numberAfter('Requests per second');
  const requests = numberAfter('Complete requests');
  if (!perSecond || !requests) throw new Error(`ab has measured nothing: ${text.slice(-500)}`);
  const bad = (numberAfter('Failed requests') ?? 0) + (numberAfter('Non-2xx responses') ?? 0);
  if (bad > 0) throw new Error(`${bad} requests were not answered well: ${text.slice(-500)}`);
  return { perSecond, requests };
}
