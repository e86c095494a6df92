import { randomInt } from 'node:crypto';
import { encrypt } from 'unixcrypt';

// Without 0 O 1 l I: it may be read aloud or typed into a console that takes no paste.
const letters = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const length = 20;

/** About 116 random bits. */
export function newRootPassword(): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}

/** As /etc/shadow keeps it: SHA-512 crypt with a random salt. */
export function hashRootPassword(password: string): string {
  return encrypt(password);
}
