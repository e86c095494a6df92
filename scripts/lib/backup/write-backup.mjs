import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { StepError } from '../step-error.mjs';
import { encrypt } from './cipher.mjs';

export const formatVersion = 1;

/**
 * Writes one locked file out of `{manifest, parts}`, piece by piece, and gives its size in bytes. It appears under
 * its name when it is whole and on the disk; nothing is left of one that was not.
 *
 * Inside are lines of JSON: the manifest, then each part (a head, its lines, an end with their number and hash),
 * then an end of all.
 */
export async function writeBackup(file, { manifest, parts, lock }) {
  const part = `${file}.${process.pid}.part`;
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const zip = createGzip();
    const source = Readable.from(toLines(manifest, parts));
    const locked = await encrypt(zip, lock);
    const target = createWriteStream(part, { mode: 0o600, flags: 'wx', flush: true });
    await bothEnd(pipeline(source, zip), pipeline(locked, target));
    renameSync(part, file);
    return statSync(file).size;
  } catch (error) {
    rmSync(part, { force: true });
    throw writingError(error, file);
  }
}

async function* toLines(manifest, parts) {
  yield line({ berth: 'backup', format: formatVersion, ...manifest });
  let count = 0;
  for await (const { head, lines } of parts) {
    yield line(head);
    const hash = createHash('sha256');
    let lineCount = 0;
    for await (const each of lines) {
      const text = line(each);
      hash.update(text);
      lineCount++;
      yield text;
    }
    yield line({ end: head.name, lines: lineCount, sha256: hash.digest('hex') });
    count++;
  }
  yield line({ end: 'backup', parts: count });
}

function line(value) {
  return `${JSON.stringify(value)}\n`;
}

/** When one side breaks the other is broken off by it: the first cause is the one to tell. */
async function bothEnd(...sides) {
  const ends = await Promise.allSettled(sides);
  const errors = ends.filter((end) => end.status === 'rejected').map((end) => end.reason);
  const isEcho = ({ code }) => code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR';
  const first = errors.find((error) => !isEcho(error)) ?? errors[0];
  if (first) throw first;
}

function writingError(cause, file) {
  const folder = path.dirname(file);
  if (cause.code === 'ENOSPC' || cause.code === 'EDQUOT') {
    return new StepError(
      `no room for the backup in ${folder}`,
      `make room, or choose another place: --to FOLDER`,
      { cause },
    );
  }
  if (['EACCES', 'EROFS', 'EPERM', 'ENOTDIR', 'EEXIST'].includes(cause.code) && cause.syscall) {
    return new StepError(`cannot write ${file} (${cause.code})`, 'choose another place: --to FOLDER', {
      cause,
    });
  }
  return cause;
}
