import { env } from '#server/env.ts';

/** Shows how to sign in for the first time; resolves when the text has left this process. */
export async function announceAdmin(email: string, password: string): Promise<void> {
  const line = '-'.repeat(64);
  const text = [
    '',
    line,
    '  The first sign-in',
    '',
    `    address    ${env().BERTH_URL}`,
    `    e-mail     ${email}`,
    `    password   ${password}`,
    '',
    '  The password is shown this once and kept nowhere.',
    '  You choose your own when you sign in.',
    line,
    '',
    '',
  ].join('\n');
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
