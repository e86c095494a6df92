import { readFileSync, statSync } from 'node:fs';
import { StepError } from '../step-error.mjs';
import { askSecret } from './ask-secret.mjs';

const shortestPassphrase = 12;

/**
 * What a backup is locked with: recipients (public keys: a nightly job then holds nothing that opens it), or else
 * a passphrase out of a file, or one that is typed. Never an argument: those are seen by every process.
 */
export async function findLock(env) {
  const recipients = (env.BERTH_BACKUP_RECIPIENT ?? '').split(/[\s,]+/).filter(Boolean);
  const wrong = recipients.find((each) => !/^age1[a-z0-9]{58}$/.test(each));
  if (wrong) {
    throw new StepError(
      `BERTH_BACKUP_RECIPIENT is no age recipient: ${wrong.startsWith('AGE-SECRET') ? 'it is the secret key' : wrong}`,
      'give the public one, age1…; `npm run backup -- --new-key FILE` makes a pair',
    );
  }
  if (recipients.length) return { recipients };
  const passphrase = readPassphrase(env) ?? (await askTwice());
  if (passphrase.length < shortestPassphrase) {
    throw new StepError(
      `the passphrase has ${passphrase.length} characters`,
      `the backup holds the master key: choose at least ${shortestPassphrase}`,
    );
  }
  return { passphrase };
}

/** What opens a backup: an identity file, a passphrase out of a file, or one that is typed. */
export async function findKey(env) {
  const file = env.BERTH_BACKUP_IDENTITY_FILE;
  if (file) {
    const identities = readSecret(file, 'BERTH_BACKUP_IDENTITY_FILE')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.startsWith('AGE-SECRET-KEY-'));
    if (identities.length) return { identities };
    throw new StepError(
      `${file} holds no AGE-SECRET-KEY`,
      'name the file that --new-key or age-keygen wrote',
    );
  }
  return { passphrase: readPassphrase(env) ?? (await ask('Passphrase of the backup: ')) };
}

function readPassphrase(env) {
  const file = env.BERTH_BACKUP_PASSPHRASE_FILE;
  return file ? readSecret(file, 'BERTH_BACKUP_PASSPHRASE_FILE').replace(/\r?\n$/, '') : undefined;
}

function readSecret(file, name) {
  try {
    if (statSync(file).mode & 0o077) throw new StepError(`others may read ${file}`, `chmod 600 ${file}`);
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (cause instanceof StepError) throw cause;
    throw new StepError(`${name}: cannot read ${file} (${cause.code})`, 'check its path and its owner', {
      cause,
    });
  }
}

async function askTwice() {
  const passphrase = await ask('Passphrase for the backup: ');
  if ((await ask('The same again: ')) === passphrase) return passphrase;
  throw new StepError('the two are not the same', 'run it again');
}

function ask(question) {
  if (process.stdin.isTTY) return askSecret(question);
  throw new StepError(
    'there is no key for the backup and nobody to ask',
    'set BERTH_BACKUP_RECIPIENT (locks) or BERTH_BACKUP_IDENTITY_FILE (opens), or BERTH_BACKUP_PASSPHRASE_FILE for both',
  );
}
