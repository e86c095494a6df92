/**
 * A node's /dev/kvm, for a shell; a node without it starts the shell as well. Whether anything runs by it is tried in the
 * shell.
 */
export const kvmDevice = { type: 'unix-char', path: '/dev/kvm', mode: '0666', required: 'false' };
