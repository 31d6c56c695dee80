/** All rules, in the order of the benchmark. */
import { CONTAINERS } from './sections/containers.ts';
import { DAEMON } from './sections/daemon.ts';
import { FILES } from './sections/files.ts';
import { HOST } from './sections/host.ts';
import { IMAGES } from './sections/images.ts';
import { OPERATIONS } from './sections/operations.ts';
import { SWARM } from './sections/swarm.ts';
import type { Section } from './rule.ts';

export const BENCHMARK: readonly Section[] = [
  HOST,
  DAEMON,
  FILES,
  IMAGES,
  CONTAINERS,
  OPERATIONS,
  SWARM,
];
