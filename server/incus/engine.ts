import type { Agent as HttpAgent } from 'node:http';
import type { Dispatcher } from 'undici';

/** What one call cost and how it ended; paths carry no query, so no secret of a websocket is in them. */
export type EngineCallReport = {
  method: string;
  path: string;
  /** HTTP status; 0 when no answer came. */
  status: number;
  durationMs: number;
  project?: string | undefined;
  error?: string | undefined;
};

/** A way to one Incus server or cluster; made by `connectEngine`, handed to every verb of this folder. */
export type Engine = {
  /** As the operator wrote it, for messages. */
  readonly url: string;
  /** What paths are put behind, for HTTP. */
  readonly httpOrigin: string;
  /** What paths are put behind, for websockets: `wss://host:port` or `ws+unix:/path/to/socket:`. */
  readonly socketOrigin: string;
  readonly dispatcher: Dispatcher;
  /** Carries the TLS settings of websockets; absent for a unix socket. */
  readonly socketAgent: HttpAgent | undefined;
  /** Ends every call and subscription, for the end of the process. */
  readonly signal: AbortSignal | undefined;
  readonly onCall: ((call: EngineCallReport) => void) | undefined;
  /** Lets go of idle connections; calls under way are cut. */
  readonly close: () => Promise<void>;
};

/** What every verb takes as its last argument. */
export type CallOptions = {
  /** Ends the call; the promise then rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** How long an answer may take; past it the call rejects as `unavailable`. 30 unless said. */
  timeoutSeconds?: number | undefined;
};
