/** The part of the SPICE project's client that we use: its documentation is the head of src/main.js. */
declare module '@spice-project/spice-html5' {
  export class SpiceMainConn {
    constructor(options: {
      uri: string;
      password: string;
      /** The id of an element that the canvas is put into. */
      screen_id: string;
      onerror(error: unknown): void;
      onsuccess(): void;
    });
    readonly ws: WebSocket;
    stop(): void;
  }
  /** To the connection that is `sc` on the window. */
  export function sendCtrlAltDel(): void;
}
