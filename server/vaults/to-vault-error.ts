import { AppError } from '#server/errors.ts';
import { isNodeError, type NodeError } from '#server/node-shell/node-error.ts';
import type { VaultRow } from './vault-row.ts';

type Named = Pick<VaultRow, 'name' | 'nodeName'>;

/**
 * What a node said, in words for people. What else runs on it and how full it is are for operators alone. A node that
 * does not answer stays what it is: that may pass.
 */
export function toVaultError(error: unknown, vault: Named): unknown {
  return isNodeError(error) && error.kind !== 'unreachable' ? translate(error, vault) : error;
}

function translate(error: NodeError, { name, nodeName: node }: Named): AppError {
  const why = error.nodeMessage;
  const cause = { cause: error };
  switch (error.kind) {
    case 'busy':
      return new AppError(
        'conflict',
        'vault-held',
        { name },
        { ...cause, forOperators: usersOf(error) || why },
      );
    case 'full':
      return new AppError('refused', 'vault-no-room', { name, node }, { ...cause, forOperators: why });
    case 'wrong-key':
      return new AppError('internal', 'vault-key-mismatch', { name }, cause);
    case 'broken':
    case 'absent':
      return new AppError('wrong-state', 'vault-broken', { name, why }, cause);
    case 'unsupported':
      return new AppError('refused', 'vault-unsupported', { node, why }, cause);
    default:
      return new AppError('refused', 'vault-node-failed', { name, node }, { ...cause, forOperators: why });
  }
}

function usersOf({ users }: NodeError): string {
  return users.map(({ command, pid }) => `${command} (${pid})`).join(', ');
}
