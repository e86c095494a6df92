import { closeCodes } from '#server/terminal/schema.ts';

export type ScreenState =
  | 'connecting'
  | 'connected'
  | 'ended'
  | 'signed-out'
  | 'gone'
  | 'inactive'
  | 'taken'
  | 'too-many'
  | 'engine'
  | 'refused'
  | 'lost';

/** What the end of a screen's connection means; one that never was open was refused. */
export function screenEnd(code: number, wasOpen: boolean): ScreenState {
  switch (code) {
    case closeCodes.ended:
      return 'ended';
    case closeCodes.signedOut:
      return 'signed-out';
    case closeCodes.gone:
      return 'gone';
    case closeCodes.inactive:
      return 'inactive';
    case closeCodes.taken:
      return 'taken';
    case closeCodes.tooMany:
      return 'too-many';
    case closeCodes.engine:
      return 'engine';
    default:
      return wasOpen ? 'lost' : 'refused';
  }
}
