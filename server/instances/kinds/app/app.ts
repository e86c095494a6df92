import { container } from '../container.ts';
import type { Kind } from '../kind.ts';

/** One image, run in a container inside its shell: two walls, and the shared kernel behind them. */
export const app: Kind = { ...container };
