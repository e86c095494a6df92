import { randomBytes } from 'node:crypto';
import { get } from 'node:http';

/** Asks for a WebSocket as a browser does. Gives the status of the answer: 101 where it was granted. */
export function askUpgrade(
  url: string,
  { origin, cookie }: { origin: string; cookie: string },
): Promise<number> {
  const headers = {
    ...{ origin, cookie, connection: 'Upgrade', upgrade: 'websocket' },
    ...{ 'sec-websocket-version': '13', 'sec-websocket-key': randomBytes(16).toString('base64') },
  };
  return new Promise((resolve, reject) => {
    const request = get(url, { headers });
    request.on('error', reject);
    request.on('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    request.on('upgrade', (answer, socket) => {
      socket.destroy();
      resolve(answer.statusCode ?? 0);
    });
  });
}
