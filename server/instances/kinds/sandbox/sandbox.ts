import { container } from '../container.ts';
import type { Kind } from '../kind.ts';

/** As an app, but its system calls are answered by gVisor, a kernel of its own in user space. */
export const sandbox: Kind = { ...container };
