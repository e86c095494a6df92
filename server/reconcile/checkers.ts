import { checkAcls } from './check-acls.ts';
import { checkCertificates } from './check-certificates.ts';
import { checkDoubledAddresses } from './check-doubled-addresses.ts';
import { checkImages } from './check-images.ts';
import { checkAddresses, checkInstanceLimits } from './check-instance-parts.ts';
import { checkInstanceStates } from './check-instance-states.ts';
import { checkLostInstances } from './check-lost-instances.ts';
import { checkNetworks } from './check-networks.ts';
import { checkNodes } from './check-nodes.ts';
import { checkProjectLimits, checkProjects } from './check-projects.ts';
import { checkUnknownInstances } from './check-unknown-instances.ts';
import { checkUnknownAcls, checkUnknownNetworks, checkUnknownProjects } from './check-unknown-parts.ts';
import type { Checker } from './difference.ts';

/**
 * In the order in which things are put right: rules before the network that they guard, and a project's limits
 * after its instances', which they may not be below.
 */
export const checkers: readonly Checker[] = [
  checkAcls,
  checkNetworks,
  checkProjects,
  checkInstanceStates,
  checkInstanceLimits,
  checkAddresses,
  checkProjectLimits,
  checkLostInstances,
  checkUnknownInstances,
  checkDoubledAddresses,
  checkUnknownProjects,
  checkUnknownNetworks,
  checkUnknownAcls,
  checkImages,
  checkNodes,
  checkCertificates,
];
