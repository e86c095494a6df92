import { hash, verify } from '@node-rs/argon2';

// OWASP's second recommendation for argon2id: 19 MiB, two passes, one lane (the library's default is argon2id).
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export async function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/**
 * The hash of a password that nobody knows, made with the cost above. It is written here and not made at need:
 * the first failed sign-in after a start would take twice as long for a user who does not exist.
 */
export const decoyHash =
  '$argon2id$v=19$m=19456,t=2,p=1$Kgzaur81NUNrqzAiw5hd6w$8US6GCZzD+f5Lc7svwFW3hbnwWMYeAvUOhmK1GBDPP4';

/** Takes as long for a user who does not exist (`passwordHash` null) as for one who does. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const isRight = await verify(passwordHash ?? decoyHash, password);
  return isRight && passwordHash !== null;
}
