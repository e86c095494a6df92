import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { helperFile } from '#server/node-shell/local-command.ts';

const run = promisify(execFile);

/** Runs a script of Python that has the node's helper as the module `helper`; gives what it prints. */
export async function inHelper(script: string): Promise<string> {
  const load = `
import importlib.machinery, importlib.util, json, os, signal, subprocess, sys, time
loader = importlib.machinery.SourceFileLoader("helper", ${JSON.stringify(helperFile())})
helper = importlib.util.module_from_spec(importlib.util.spec_from_loader("helper", loader))
loader.exec_module(helper)
`;
  const { stdout } = await run('/usr/bin/python3', ['-ISBc', load + script]);
  return stdout.trim();
}
