import type { WebSocket } from 'ws';
import type { Screen } from '#server/incus/open-console.ts';
import { closeCodes } from '#server/terminal/schema.ts';
import type { TerminalOwner } from '#server/terminal/terminal-session.ts';
import { relay } from './relay.ts';

/** SPICE has main, display, cursor, inputs, playback, record and a few ports. */
const mostChannels = 12;

/** The screen of one VM in one page: a connection of the page for each channel of SPICE. */
export class ScreenSession {
  readonly owner: TerminalOwner;
  readonly #screen: Promise<Screen>;
  readonly #channels = new Set<WebSocket>();
  readonly #onEnd: () => void;
  #ending: { code: number; reason: string } | undefined;

  constructor(owner: TerminalOwner, screen: Promise<Screen>, onEnd: () => void) {
    this.owner = owner;
    this.#screen = screen;
    this.#onEnd = onEnd;
    screen.then(
      (opened) => {
        if (this.#ending) opened.close();
        else opened.onEnd(() => this.end(closeCodes.ended, 'ended'));
      },
      () => this.end(closeCodes.engine, 'the engine refused'),
    );
  }

  /** One more channel. What the page sends before the engine has opened it waits. */
  async attach(socket: WebSocket): Promise<void> {
    if (this.#ending) return socket.close(this.#ending.code, this.#ending.reason);
    if (this.#channels.size >= mostChannels) return socket.close(closeCodes.tooMany, 'too many channels');
    this.#channels.add(socket);
    socket.on('close', () => this.#left(socket));
    socket.pause();
    try {
      const screen = await this.#screen;
      const ended = { code: closeCodes.ended, reason: 'ended' };
      await screen.openChannel((channel) => relay(socket, channel, ended));
    } catch {
      socket.close(closeCodes.engine, 'the engine refused');
    }
    socket.resume();
  }

  /** Hangs up; the page learns why. */
  end(code: number, reason: string): void {
    if (this.#ending) return;
    this.#ending = { code, reason };
    for (const socket of this.#channels) {
      socket.resume();
      socket.close(code, reason);
    }
    this.#screen.then((screen) => screen.close()).catch(() => undefined);
    this.#onEnd();
  }

  #left(socket: WebSocket): void {
    this.#channels.delete(socket);
    if (this.#channels.size === 0) this.end(closeCodes.ended, 'ended');
  }
}
