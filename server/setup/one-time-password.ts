import { randomInt } from 'node:crypto';

// Neither 0 and o nor 1, i and l: it is read off one screen and typed into another.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 4;
const groupLength = 5;

/** About 99 random bits, such as `k3mfa-x9c2p-w7hqn-e4tvb`. */
export function oneTimePassword(): string {
  const group = () =>
    Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}
