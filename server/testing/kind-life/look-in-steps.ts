import { once } from 'node:events';
import { openConsole, openScreen } from '#server/incus/open-console.ts';
import { openTerminal } from '#server/incus/open-terminal.ts';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import { factsOf } from '#server/instances/kinds/schema.ts';
import { type Life, refOf } from './life.ts';

/** What the browser's terminal would run there says something, or its console does. */
export async function openItsConsole(life: Life): Promise<void> {
  const { entry } = kindOf(life.wish.kind);
  const size = { ...refOf(life), columns: 80, rows: 24 };
  const terminal =
    entry.by === 'exec'
      ? await openTerminal(life.ctx.engine, { ...size, ...entry })
      : await openConsole(life.ctx.engine, size);
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('it is silent')), 30_000);
      terminal.onData(() => {
        clearTimeout(timer);
        resolve();
      });
      void terminal.write('\r');
    });
  } finally {
    terminal.close();
  }
}

/** The SPICE server answers a greeting: what the browser's client says first. */
export async function openItsScreen(life: Life): Promise<string | void> {
  if (!factsOf(life.wish.kind).tabs.includes('screen')) return 'this kind has no screen';
  const screen = await openScreen(life.ctx.engine, refOf(life));
  try {
    const answered: Promise<unknown[]>[] = [];
    const channel = await screen.openChannel((socket) => answered.push(once(socket, 'message')));
    const greeting = Buffer.alloc(34);
    greeting.write('REDQ', 0);
    for (const [at, value] of [
      [4, 2],
      [8, 2],
      [12, 18],
      [30, 18],
    ] as const)
      greeting.writeUInt32LE(value, at);
    greeting.writeUInt8(1, 20);
    channel.send(greeting);
    const [answer] = (await answered[0]) as [Buffer];
    if (answer.subarray(0, 4).toString() !== 'REDQ') throw new Error('no SPICE server answered');
  } finally {
    screen.close();
  }
}
