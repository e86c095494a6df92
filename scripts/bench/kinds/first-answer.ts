import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const pauseMs = 5;
/** A question to an address that nobody has yet would be asked again by the kernel after a second only. */
const silenceMs = 100;
const answerMs = 5000;
const patienceMs = 60_000;

/** Resolves when a web server at the address answers a GET with 200. */
export async function firstAnswer(address: string, port: number, signal?: AbortSignal): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await answers(address, port))) {
    signal?.throwIfAborted();
    if (performance.now() > deadline) throw new Error(`no answer of ${address}:${port} within a minute`);
    await delay(pauseMs);
  }
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.setTimeout(silenceMs, () => end(false));
    socket.on('connect', () => {
      socket.setTimeout(answerMs);
      socket.write(`GET / HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
    });
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
    socket.on('data', (data) => end(data.toString('latin1').startsWith('HTTP/1.1 200 ')));
  });
}
