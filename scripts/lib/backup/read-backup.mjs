import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { StepError } from '../step-error.mjs';
import { decrypt } from './cipher.mjs';
import { formatVersion } from './write-backup.mjs';

const batchLines = 1000;
const batchChars = 4_000_000;

/**
 * Gives what is in a backup, in its order: `{manifest}`, then for each part `{head, lines}` in batches (the first
 * has none), then nothing: whoever reads to the end without an error has read all that was written.
 */
export async function* readBackup(file, key) {
  let isWhole = false;
  let parts = 0;
  let part;
  for await (const text of readLines(file, key)) {
    const value = parse(text);
    if (isWhole) throw damaged('something follows the end');
    if (!part) {
      if (value.berth === 'backup') yield { manifest: checkFormat(value) };
      else if (value.end === 'backup' && value.parts === parts) isWhole = true;
      else if (value.part) {
        part = openPart(value);
        yield { head: value, lines: [] };
      } else throw damaged('a part is missing');
    } else if (!Array.isArray(value) && value.end === part.head.name) {
      checkEnd(part, value);
      yield { head: part.head, lines: part.batch };
      part = undefined;
      parts++;
    } else {
      take(part, text, value);
      if (part.batch.length >= batchLines || part.batchChars >= batchChars) {
        yield { head: part.head, lines: part.batch };
        Object.assign(part, { batch: [], batchChars: 0 });
      }
    }
  }
  if (!isWhole) throw damaged('its end is missing');
}

async function* readLines(file, key) {
  try {
    const stream = (await decrypt(createReadStream(file), key)).on('error', (error) =>
      unzipped.destroy(error),
    );
    const unzipped = stream.pipe(createGunzip());
    let rest = '';
    for await (const chunk of unzipped.setEncoding('utf8')) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop();
      yield* lines;
    }
    if (rest) throw damaged('its last line is cut');
  } catch (cause) {
    if (cause instanceof StepError) throw cause;
    if (cause.syscall)
      throw new StepError(`cannot read ${file} (${cause.code})`, 'check its path', { cause });
    throw damaged(cause.message, cause);
  }
}

function openPart(head) {
  return { head, hash: createHash('sha256'), lines: 0, batch: [], batchChars: 0 };
}

function take(part, text, value) {
  part.hash.update(`${text}\n`);
  part.lines++;
  part.batch.push(value);
  part.batchChars += text.length;
}

function checkEnd({ head, hash, lines }, end) {
  if (end.lines !== lines) throw damaged(`${head.name} has ${lines} lines of ${end.lines}`);
  if (end.sha256 !== hash.digest('hex'))
    throw damaged(`${head.name} has another hash than when it was written`);
}

function checkFormat(manifest) {
  if (manifest.format === formatVersion) return manifest;
  throw new StepError(
    `the backup has the format ${manifest.format}, this version reads ${formatVersion}`,
    `restore it with the version that wrote it: ${manifest.version}`,
  );
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw damaged('a line is no JSON', cause);
  }
}

function damaged(why, cause) {
  return new StepError(`the backup is damaged: ${why}`, 'take another copy of it; nothing was changed', {
    cause,
  });
}
