import { createServer } from 'node:net';

export type MailServer = { url: string; mails: readonly string[]; close(): void };

/** As much of SMTP (RFC 5321) as takes mails; each is told whole, decoded where it was quoted-printable. */
export async function startMailServer(): Promise<MailServer> {
  const mails: string[] = [];
  const server = createServer((socket) => {
    let mail: string | undefined;
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      const text = chunk.toString();
      if (mail !== undefined) {
        mail += text;
        if (!mail.endsWith('\r\n.\r\n')) return;
        mails.push(decode(mail));
        mail = undefined;
        return socket.write('250 queued\r\n');
      }
      const isData = /^data/i.test(text);
      if (isData) mail = '';
      return socket.write(isData ? '354 go on\r\n' : '250 ok\r\n');
    });
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `smtp://127.0.0.1:${port}`, mails, close: () => void server.close() };
}

/** RFC 2045: soft line breaks go, `=D0` is a byte; base64 where the whole body is. */
function decode(mail: string): string {
  const [head = '', ...rest] = mail.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/transfer-encoding: base64/i.test(head)) return `${head}\r\n\r\n${Buffer.from(body, 'base64')}`;
  if (!/transfer-encoding: quoted-printable/i.test(head)) return mail;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return `${head}\r\n\r\n${Buffer.from(bytes, 'latin1')}`;
}
