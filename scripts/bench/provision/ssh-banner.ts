import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const pauseMs = 10;
const patienceMs = 60_000;

/** Resolves when an SSH server at the address says who it is. */
export async function sshBanner(address: string): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await says(address))) {
    if (performance.now() > deadline) throw new Error(`no SSH banner at ${address} within 60 s`);
    await delay(pauseMs);
  }
}

function says(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port: 22 });
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.setTimeout(2000, () => end(false));
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
    socket.on('data', (data) => end(data.toString('latin1').startsWith('SSH-')));
  });
}
