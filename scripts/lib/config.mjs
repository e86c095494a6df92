import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StepError } from './step-error.mjs';

/** What earlier runs decided and generated. It holds the database password: readable by its owner only. */
export function readConfig(home) {
  const file = path.join(home, 'config.json');
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw new StepError(`cannot read ${file} (${error.code})`, `sudo chown "$USER" ${file}`, {
      cause: error,
    });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new StepError(
      `${file} is not JSON`,
      `mend it, or move it away and run again: mv ${file} ${file}.bad`,
      {
        cause,
      },
    );
  }
}

/** Written beside and renamed, so that a run cut short leaves the old file or the new one, never half of it. */
export function writeConfig(home, config) {
  const file = path.join(home, 'config.json');
  const part = `${file}.${process.pid}`;
  writeFileSync(part, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  renameSync(part, file);
}
