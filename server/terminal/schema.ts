import { z } from 'zod';

/**
 * The protocol of a terminal's WebSocket. Binary frames are bytes of the terminal, both ways; text
 * frames are one of these JSON messages.
 */
export const clientMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('resize'),
    columns: z.number().int().min(2).max(1000),
    rows: z.number().int().min(1).max(1000),
  }),
]);

export type ServerMessage =
  /** Name this terminal when you come back; output goes on at `position` bytes since its beginning. */
  | { type: 'ready'; terminalId: string; position: number; isResumed: boolean }
  | { type: 'exit'; code: number | null };

export const resumeQuery = z.object({
  columns: z.coerce.number().int().min(2).max(1000).default(80),
  rows: z.coerce.number().int().min(1).max(1000).default(24),
  /** A program in the guest, or the console with what the guest itself writes there; its kind's own way unless said. */
  on: z.enum(['exec', 'console']).optional(),
  terminalId: z.uuid().optional(),
  position: z.coerce.number().int().min(0).default(0),
});
export type ResumeQuery = z.infer<typeof resumeQuery>;

/** A longer message ends the connection with `closeCodes.tooLarge`. */
export const maxMessageBytes = 256 * 1024;

/** Why the server closed the socket: the page says it in words, and comes back only after `1006`-like losses. */
export const closeCodes = {
  ended: 4000,
  signedOut: 4401,
  gone: 4404,
  taken: 4409,
  inactive: 4423,
  tooMany: 4429,
  engine: 4503,
  /** The WebSocket protocol's own. */
  tooLarge: 1009,
} as const;
