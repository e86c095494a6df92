import { createServer, type Server } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { createLogger } from '#server/log.ts';

const mail = { to: 'bob@example.com', subject: 'Приглашение', text: 'https://panel.example/invite/abc\n' };
const log = createLogger('silent');
let server: Server | undefined;

afterEach(() => {
  server?.close();
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function sendWith(url: string | undefined): Promise<boolean> {
  vi.stubEnv('BERTH_MASTER_KEY_FILE', '/dev/null');
  vi.stubEnv('SMTP_URL', url);
  return (await import('./send-mail.ts')).sendMail(log, mail);
}

it('sends nothing where there is no mail server', async () => {
  expect(await sendWith(undefined)).toBe(false);
});

it('hands the mail to the mail server', async () => {
  const received = await listen('250 ok');
  expect(await sendWith(received.url)).toBe(true);
  expect(received.text()).toContain('RCPT TO:<bob@example.com>');
  expect(received.text()).toContain('From: Berth <berth@localhost>');
  expect(received.text()).toContain('https://panel.example/invite/abc');
});

it('says so when the mail server refuses, and when there is none', async () => {
  const received = await listen('550 no such user');
  expect(await sendWith(received.url)).toBe(false);
  server?.close();
  vi.resetModules();
  expect(await sendWith('smtp://127.0.0.1:1')).toBe(false);
});

/** As much of SMTP (RFC 5321) as one mail needs; `rcpt` is the answer to the recipient. */
async function listen(rcpt: string): Promise<{ url: string; text(): string }> {
  let text = '';
  const listening = createServer((socket) => {
    let isData = false;
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      text += chunk.toString();
      if (isData) {
        if (!text.endsWith('\r\n.\r\n')) return;
        isData = false;
        socket.write('250 queued\r\n');
        return;
      }
      const command = chunk.toString().slice(0, 4).toUpperCase();
      isData = command === 'DATA';
      socket.write(`${isData ? '354 go on' : command === 'RCPT' ? rcpt : '250 ok'}\r\n`);
    });
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `smtp://127.0.0.1:${port}`, text: () => text };
}
