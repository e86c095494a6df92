import type { IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { beginRequest } from './begin-request.ts';
import type { ProxyContext } from './proxy-context.ts';

/** Hands a websocket on to the engine, or lets it go wrong. */
export async function passUpgrade(
  context: ProxyContext,
  incoming: IncomingMessage,
  client: Socket,
  head: Buffer,
): Promise<void> {
  const { fault, tell, record } = beginRequest(context, incoming);
  tell();
  if (fault?.kind === 'cut-before' || fault?.kind === 'half-request') {
    client.destroy();
    return;
  }
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'answer') {
    client.end(`HTTP/1.1 ${fault.status} Fault\r\nContent-Length: ${fault.body.length}\r\n\r\n${fault.body}`);
    return;
  }
  if (fault?.kind === 'delay') await sleep(fault.ms);
  if (client.destroyed) return;

  const engine = connect(context.target, () => {
    engine.write(requestText(incoming));
    engine.write(head);
    client.pipe(engine);
  });
  engine.once('data', (handshake: Buffer) => {
    record.status = Number(handshake.toString('latin1').split(' ')[1] ?? 0);
    if (fault?.kind === 'hold') return engine.resume();
    if (fault?.kind === 'cut-after' || fault?.kind === 'half-answer') return client.destroy();
    // Frames that came with the handshake go along, or are lost with all that follow.
    client.write(fault?.kind === 'lose-frames' ? headOf(handshake) : handshake);
    if (fault?.kind === 'lose-frames') engine.resume();
    else engine.pipe(client);
  });
  engine.on('error', () => client.destroy());
  engine.on('close', () => client.destroy());
  client.on('close', () => engine.destroy());
}

function requestText({ method, url, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let at = 0; at < rawHeaders.length; at += 2) lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function headOf(handshake: Buffer): Buffer {
  return handshake.subarray(0, handshake.indexOf('\r\n\r\n') + 4);
}
