/** Networks and volumes. */
import type Dockerode from 'dockerode';
import type { Engine, NetworkInfo } from '../../host/engine.ts';
import { LIMIT, type Call } from './call.ts';
import { unless } from './containers.ts';
import { engineReason, isNotFound } from './errors.ts';
import { isObjectName, objectName } from './names.ts';

type Networks = Pick<
  Engine,
  | 'network'
  | 'networks'
  | 'createNetwork'
  | 'removeNetwork'
  | 'connectNetwork'
  | 'disconnectNetwork'
>;
type Volumes = Pick<Engine, 'volumes' | 'createVolume' | 'removeVolume'>;

function toNetworkInfo(raw: Dockerode.NetworkInspectInfo): NetworkInfo {
  return {
    id: raw.Id,
    name: raw.Name,
    labels: raw.Labels ?? {},
    internal: raw.Internal,
    createdAt: new Date(raw.Created),
    containers: Object.keys(raw.Containers ?? {}),
  };
}

export function networksOf(call: Call): Networks {
  /** By exact name or id. Among several of one name (an engine may hold them) the first. */
  const network: Engine['network'] = (name) =>
    call({ doing: `look at the network ${name}`, timeoutMs: LIMIT.look }, async (docker) => {
      if (!isObjectName(name)) return undefined;
      try {
        return toNetworkInfo(await docker.getNetwork(name).inspect());
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
      }
    });
  return {
    network,
    networks: async (labels) => {
      const rows = await call(
        { doing: 'list networks', timeoutMs: LIMIT.look },
        (docker, abortSignal) =>
          docker.listNetworks({ filters: { label: [...labels] }, abortSignal }),
      );
      // The list does not say which containers are on a network.
      const found = await Promise.all(rows.map((row) => network(row.Id)));
      return found.filter((one) => one !== undefined);
    },
    createNetwork: ({ name, internal, labels }) =>
      call(
        { doing: `create the network ${name}`, timeoutMs: LIMIT.change },
        async (docker, abortSignal) => {
          const made = await docker.createNetwork({
            Name: name,
            Internal: internal,
            Labels: { ...labels },
            // Engines before 1.44 allow two networks of one name unless asked.
            CheckDuplicate: true,
            abortSignal,
          });
          return made.id;
        },
      ),
    removeNetwork: (name) =>
      call({ doing: `remove the network ${name}`, timeoutMs: LIMIT.change }, (docker) =>
        unless(isNotFound, () => docker.getNetwork(objectName(name)).remove()),
      ),
    connectNetwork: (name, container, aliases) =>
      call(
        { doing: `connect ${container} to the network ${name}`, timeoutMs: LIMIT.change },
        async (docker) => {
          await docker.getNetwork(objectName(name)).connect({
            Container: container,
            EndpointConfig: { Aliases: [...aliases] },
          });
        },
      ),
    disconnectNetwork: (name, container) =>
      call(
        { doing: `disconnect ${container} from the network ${name}`, timeoutMs: LIMIT.change },
        (docker) =>
          unless(notConnected, () =>
            docker.getNetwork(objectName(name)).disconnect({ Container: container, Force: true }),
          ),
      ),
  };
}

const notConnected = (error: unknown) =>
  isNotFound(error) || /is not connected to/.test(engineReason(error));

export function volumesOf(call: Call): Volumes {
  return {
    volumes: (labels) =>
      call({ doing: 'list volumes', timeoutMs: LIMIT.look }, async (docker, abortSignal) => {
        const answer = await docker.listVolumes({ filters: { label: [...labels] }, abortSignal });
        return (answer.Volumes ?? []).map((one) => ({ name: one.Name, labels: one.Labels ?? {} }));
      }),
    createVolume: ({ name, labels }) =>
      call(
        { doing: `create the volume ${name}`, timeoutMs: LIMIT.change },
        async (docker, abortSignal) => {
          await docker.createVolume({ Name: name, Labels: { ...labels }, abortSignal });
        },
      ),
    removeVolume: (name) =>
      call({ doing: `remove the volume ${name}`, timeoutMs: LIMIT.change }, (docker) =>
        unless(isNotFound, () => docker.getVolume(objectName(name)).remove()),
      ),
  };
}
