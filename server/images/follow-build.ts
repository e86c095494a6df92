import { spawn } from 'node:child_process';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { readLogEnd } from './read-log-end.ts';
import { buildProgram, logFile, recipesRoot } from './recipe-folder.ts';

type Build = { recipe: string; work: string };
type Teller = { signal: AbortSignal; note(text: string): Promise<void> };

const resultSchema = z.union([z.object({ hash: z.string() }), z.object({ error: z.string() })]);
export type BuildResult = z.infer<typeof resultSchema>;

const everyMs = 1000;

/**
 * Begins the build unless it is under way or has ended, and waits for its end. It is a process of its own: a worker
 * that is killed meanwhile leaves it at work, and the next one goes on waiting for it.
 */
export async function followBuild({ signal, note }: Teller, { recipe, work }: Build): Promise<BuildResult> {
  if (!(await readResult(work)) && !(await isAlive(work))) await begin({ recipe, work });
  for (let told = ''; ; ) {
    const wasAlive = await isAlive(work);
    const result = await readResult(work);
    if (result) return result;
    if (!wasAlive) return { error: await lastLine(recipe, 'it ended without a result') };
    const line = await lastLine(recipe, told);
    if (line !== told) await note(line);
    told = line;
    await delay(everyMs, undefined, { signal });
  }
}

/** Ends what is under way of it, with all its children; nothing of it is at work afterwards. */
export async function endBuild(work: string): Promise<void> {
  const found = await readProcess(work);
  if (!found || !(await isAlive(work))) return;
  process.kill(-found.pid, 'SIGKILL');
  for (let tries = 0; tries < 100 && (await isAlive(work)); tries++) await delay(50);
}

async function begin({ recipe, work }: Build): Promise<void> {
  await mkdir(work, { recursive: true, mode: 0o700 });
  const log = await open(logFile(recipe), 'w', 0o600);
  try {
    const args = [buildProgram(), recipesRoot(), recipe, work];
    // A build knows no secret of the panel: it gets none of its environment.
    const env = {
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      HOME: '/root',
      LANG: 'C.UTF-8',
    } as unknown as NodeJS.ProcessEnv;
    const child = spawn(process.execPath, args, { detached: true, env, stdio: ['ignore', log.fd, log.fd] });
    await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.unref();
    const pid = Number(child.pid);
    await writeFile(join(work, 'process.json'), JSON.stringify({ pid, startedAt: await startOf(pid) }));
  } finally {
    await log.close();
  }
}

const processSchema = z.object({ pid: z.number(), startedAt: z.string() });

async function readProcess(work: string) {
  return read(join(work, 'process.json'), processSchema);
}

async function readResult(work: string): Promise<BuildResult | undefined> {
  return read(join(work, 'result.json'), resultSchema);
}

async function read<T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** The number of a process is given again: only with its beginning is it the same. */
async function isAlive(work: string): Promise<boolean> {
  const found = await readProcess(work);
  return found !== undefined && (await startOf(found.pid)) === found.startedAt;
}

/** In ticks since boot, field 22; what has ended and was not waited for is not alive. Source: proc_pid_stat(5). */
async function startOf(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? '' : (fields[19] ?? '');
}

async function lastLine(recipe: string, otherwise: string): Promise<string> {
  const text = await readLogEnd(logFile(recipe), 4096);
  return (
    text
      .trimEnd()
      .split(/[\r\n]+/)
      .at(-1)
      ?.slice(0, 200) || otherwise
  );
}
