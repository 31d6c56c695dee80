/** The verifier contract: all that a file in `verifiers/` may import (as `docklab/verify`). */
export type {
  Check,
  CheckContext,
  Finding,
  LabNames,
  Observe,
  TaskVerifier,
  Verifier,
  VerifierHost,
  Watch,
} from './contract.ts';
export { checksOf, couldNotTry, defineVerifier, fail, pass, unsupported } from './contract.ts';
export type {
  Cgroups,
  ContainerProcess,
  HttpAnswer,
  HttpRequest,
  HttpSilence,
  Target,
} from './target.ts';
export type { ExecResult, ExecSpec } from '../host/engine.ts';
export type { MountEntry, ProcessStatus } from '../host/proc.ts';
export { capabilitiesOf } from '../host/capabilities.ts';
export { parseStatus } from '../host/proc.ts';
export { oneLine } from '../host/sanitise.ts';
export { followLinks } from './container-path.ts';
export { breakIn, strike } from './hole.ts';
export {
  isReadOnly,
  kindOf,
  lacksOf,
  mayWrite,
  mountOf,
  tmpfsBytes,
  writableMounts,
} from './mounts.ts';
export { tallyLoad } from './load.ts';
export type { Load, LoadTally } from './load.ts';
export { takingTurns } from './turns.ts';
export { castOf, firstWritable } from './actors.ts';
export type { Actor, Cast, OwnedFile } from './actors.ts';
export { listenersOf } from './listeners.ts';
export { attemptsIn, openForWriting, type Attempt } from './open-for-writing.ts';
export { whyRoot } from './why-root.ts';
export type { HiddenFile, NotedFile } from '../image/stack.ts';
export { SETGID, SETUID } from '../image/stack.ts';
export { layerName } from './image-layers.ts';
export type { ImageReading, ReadImage } from './image-layers.ts';
export type { Mention } from '../image/saved-image.ts';
export { Search } from '../image/search.ts';
export { deviceRulesOf, enforcedOn, limitsOf } from './limits.ts';
export type { Enforced, Limits } from './limits.ts';
export type { DeviceRule } from '../host/cgroup.ts';
export { errorsOf, machineOf, misspelt, openCalls, seccompOf } from './seccomp.ts';
export type { Arguments, Machine, OpenCall, SeccompState } from './seccomp.ts';
export { readProfile } from '../seccomp/profile.ts';
export { numberOf, type Entry } from '../seccomp/table.ts';
