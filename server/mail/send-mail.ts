import { createTransport } from 'nodemailer';
import { env } from '#server/env.ts';
import type { Logger } from '#server/log.ts';

export type Mail = { to: string; subject: string; text: string };

const timeoutSeconds = 10;

export function canMail(): boolean {
  return env().SMTP_URL !== undefined;
}

/**
 * Sends a mail where SMTP_URL is set. Answers whether the mail server took it: what the mail says must
 * be to be had in another way too, because mail fails. The text never reaches the log.
 */
export async function sendMail(log: Logger, mail: Mail): Promise<boolean> {
  const { SMTP_URL, SMTP_FROM } = env();
  if (SMTP_URL === undefined) return false;
  const wait = timeoutSeconds * 1000;
  const transport = createTransport(
    { url: SMTP_URL, connectionTimeout: wait, greetingTimeout: wait, socketTimeout: wait },
    { from: SMTP_FROM },
  );
  try {
    await transport.sendMail(mail);
    return true;
  } catch (error) {
    log.warn({ err: error instanceof Error ? error.message : String(error) }, 'a mail could not be sent');
    return false;
  } finally {
    transport.close();
  }
}
