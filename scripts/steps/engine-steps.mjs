import { firewall } from './firewall.mjs';
import { images } from './images.mjs';
import { incus } from './incus.mjs';
import { incusNetwork } from './incus-network.mjs';
import { incusStorage } from './incus-storage.mjs';
import { packages } from './packages.mjs';

/** Everything about the engine, in order. */
export const engineSteps = [packages, incus, incusStorage, incusNetwork, firewall, images];
