import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';

type Command = {
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  cwd: string;
  logFile: string;
  uid?: number;
};

/** A program that is killed and started again. */
export class Victim {
  #child: ChildProcess | undefined;

  constructor(
    readonly name: string,
    readonly command: Command,
    /** Resolves when it serves. */
    readonly untilReady: () => Promise<void>,
  ) {}

  async start(): Promise<void> {
    const { command, args, env, cwd, logFile } = this.command;
    const log = openSync(logFile, 'a');
    this.#child = spawn(command, args, { cwd, env: env ?? process.env, stdio: ['ignore', log, log] });
    await this.untilReady();
  }

  /** At once and without a word to it. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
