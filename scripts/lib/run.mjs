import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';

let logFile;

/** From now on the output of every command is kept in this file. */
export function logCommandsTo(path) {
  logFile = path;
}

/** Runs a command without a shell; resolves with its output, rejects with the last lines of its errors. */
export function run(command, args = [], { cwd, env, input, allow = [0], timeoutSeconds, uid, gid } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      uid,
      gid,
      env: { ...process.env, ...env },
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      timeout: timeoutSeconds ? timeoutSeconds * 1000 : undefined,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', (cause) => reject(commandError(command, args, cause.message, cause)));
    child.on('close', (code, signal) => {
      if (logFile) appendFileSync(logFile, `$ ${command} ${args.join(' ')}\n${stdout}${stderr}`);
      if (allow.includes(code)) resolve({ code, stdout, stderr });
      else {
        const said = lastLines(stderr.trim() || stdout.trim());
        const error = commandError(command, args, said || `ended with ${signal ?? `code ${code}`}`);
        reject(Object.assign(error, { output: `${stdout}${stderr}` }));
      }
    });
    if (input !== undefined) child.stdin.end(input);
  });
}

function commandError(command, args, said, cause) {
  const error = new Error(`${[command, ...args.slice(0, 3)].join(' ')}: ${said}`, { cause });
  error.said = said;
  error.code = cause?.code;
  return error;
}

function lastLines(text, count = 6) {
  return text.split('\n').slice(-count).join('\n');
}
