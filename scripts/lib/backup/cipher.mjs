import { Readable } from 'node:stream';
import { StepError } from '../step-error.mjs';

/** The age format (age-encryption.org), so that `age -d` opens a backup on any machine, without Berth. */
export async function encrypt(plain, { recipients, passphrase }) {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  if (passphrase) encrypter.setPassphrase(passphrase);
  for (const recipient of recipients ?? []) encrypter.addRecipient(recipient);
  return Readable.fromWeb(await encrypter.encrypt(Readable.toWeb(plain)));
}

/** Every piece is authentic when it comes out; the end too, so a file that was cut short ends in an error. */
export async function decrypt(locked, { identities, passphrase }) {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  if (passphrase) decrypter.addPassphrase(passphrase);
  for (const identity of identities ?? []) decrypter.addIdentity(identity);
  try {
    return Readable.fromWeb(await decrypter.decrypt(Readable.toWeb(locked)));
  } catch (cause) {
    throw openingError(cause, identities);
  }
}

/** A secret key in age's own file format, and the public one. */
export async function newKey() {
  const { generateX25519Identity, identityToRecipient } = await import('age-encryption');
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  return { recipient, text: `# public key: ${recipient}\n${identity}\n` };
}

function openingError(cause, identities) {
  if (cause.code) return cause; // of the file itself: not there, not readable
  if (/no identity matched/.test(cause.message)) {
    return identities
      ? new StepError(
          'this key does not open the backup',
          'BERTH_BACKUP_IDENTITY_FILE: name the one it was locked for',
          { cause },
        )
      : new StepError('this passphrase does not open the backup', 'run it again with the right one', {
          cause,
        });
  }
  return new StepError('the file is no backup, or its beginning is damaged', 'take another copy of it', {
    cause,
  });
}
