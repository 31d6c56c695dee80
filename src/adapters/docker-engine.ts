/** The Engine port over dockerode: each call limited in time, cancellable, its output limited and sanitised. */
import type { Engine, Labels } from '../host/engine.ts';
import { attachOf } from './docker-engine/attach.ts';
import { makeCall } from './docker-engine/call.ts';
import { connectDocker } from './docker-engine/connect.ts';
import { containersOf } from './docker-engine/containers.ts';
import { eventsOf } from './docker-engine/events.ts';
import { execOf } from './docker-engine/exec.ts';
import { imagesOf } from './docker-engine/images.ts';
import { infoOf } from './docker-engine/info.ts';
import { helperKill } from './docker-engine/kill.ts';
import { networksOf, volumesOf } from './docker-engine/networks.ts';
import { runOf } from './docker-engine/run.ts';
import type { Endpoint } from './docker-endpoint.ts';

export interface DockerEngineOptions {
  endpoint: Endpoint;
  /** Image with `sh`, `ps`, `awk` and `kill`, for ending commands that outlive their time. */
  helperImage: string;
  /** Labels of those helpers. */
  helperLabels: Labels;
}

/** An engine at an endpoint. Loads the client library and connects at the first call, not before. */
export function createDockerEngine(options: DockerEngineOptions): Engine {
  const { endpoint } = options;
  const call = makeCall(endpoint, () => connectDocker(endpoint));
  const containers = containersOf(call);
  const { run } = runOf(call, containers);
  return {
    ...infoOf(call),
    ...containers,
    ...execOf(call, helperKill(run, options.helperImage, options.helperLabels)),
    run,
    ...attachOf(call),
    ...networksOf(call),
    ...volumesOf(call),
    ...imagesOf(call, endpoint),
    ...eventsOf(call, endpoint),
  };
}
