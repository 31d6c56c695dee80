/** How the parts of a lab must fit together. */
import { unknownWord } from '../course/problem.ts';
import { serviceVariable } from './names.ts';
import type { RawLab } from './parse-schema.ts';
import type { Mistake } from './parse-secrets.ts';
import type { RawService } from './parse-service.ts';

/** Variables that every learner's shell has, which no service may take. */
const RESERVED = ['LAB_NAME', 'LAB_NET', 'LAB_DIR', 'LAB_BASE'];

/** Every rule that the lab breaks, in no particular order. */
export function brokenRules(lab: RawLab): Mistake[] {
  const services = Object.entries(lab.services);
  return [
    ...services.flatMap(([name, service]) => [
      ...sourceOf(name, service),
      ...publishing(name, service, lab.networks.default.internal),
      ...namedVolumes(name, service, Object.keys(lab.volumes)),
      ...dependencies(name, service, Object.keys(lab.services)),
    ]),
    ...variableClashes(Object.keys(lab.services)),
    ...portClashes(services),
    ...cycle(lab.services),
    ...strangers(lab),
  ];
}

function strangers({ services, 'x-docklab': { 'may-be-refused': names } }: RawLab): Mistake[] {
  const known = Object.keys(services);
  return names.flatMap((name, at) =>
    known.includes(name)
      ? []
      : [
          {
            path: ['x-docklab', 'may-be-refused', at],
            message: unknownWord('service', name, known),
          },
        ],
  );
}

function sourceOf(name: string, service: RawService): Mistake[] {
  const path = ['services', name];
  if (service.image === undefined && service.build === undefined)
    return [{ path, message: `service ${name} has no image: expected image or build` }];
  if (service.image !== undefined && service.build !== undefined)
    return [
      {
        path: [...path, 'image'],
        message: 'expected image or build, not both: what is built gets its own name',
      },
    ];
  return [];
}

function publishing(name: string, service: RawService, internal: boolean): Mistake[] {
  if (service.ports.length === 0) return [];
  const path = ['services', name, 'ports'];
  if (service.network_mode !== undefined)
    return [
      {
        path,
        message: `network_mode ${service.network_mode} publishes nothing: expected ports without it`,
      },
    ];
  return internal
    ? [
        {
          path,
          message:
            'an internal network publishes nothing to this machine: expected networks.default.internal: false',
        },
      ]
    : [];
}

function namedVolumes(name: string, service: RawService, declared: string[]): Mistake[] {
  return service.volumes.flatMap((volume, index) =>
    volume.kind === 'bind' || declared.includes(volume.source)
      ? []
      : [
          {
            path: ['services', name, 'volumes', index],
            message: `volume "${volume.source}" is not declared: expected it under volumes (or ./${volume.source} for a folder)`,
          },
        ],
  );
}

function dependencies(name: string, service: RawService, services: string[]): Mistake[] {
  return service.depends_on.flatMap((needed, index) =>
    services.includes(needed)
      ? []
      : [
          {
            path: ['services', name, 'depends_on', index],
            message: unknownWord('service', needed, services),
          },
        ],
  );
}

/** Services whose variables in the learner's shell (`LAB_WEB`, `LAB_WEB_PORT`) another one has already. */
function variableClashes(services: readonly string[]): Mistake[] {
  const taken = new Set(RESERVED);
  for (const name of services) {
    taken.add(`${serviceVariable(name)}_IMAGE`);
    taken.add(`${serviceVariable(name)}_PORT`);
  }
  return services.flatMap((name) =>
    taken.has(serviceVariable(name))
      ? [
          {
            path: ['services', name],
            message: `service ${name} would be ${serviceVariable(name)} in the learner's shell, which means something else: expected another name`,
          },
        ]
      : [],
  );
}

function portClashes(services: readonly (readonly [string, RawService])[]): Mistake[] {
  const taken = new Map<string, string>();
  const mistakes: Mistake[] = [];
  for (const [name, service] of services) {
    for (const [index, { host, protocol }] of service.ports.entries()) {
      const key = `${host}/${protocol}`;
      const first = taken.get(key);
      if (first !== undefined)
        mistakes.push({
          path: ['services', name, 'ports', index],
          message: `port ${host} of this machine is taken by service ${first}: expected another`,
        });
      else if (host !== 0) taken.set(key, name);
    }
  }
  return mistakes;
}

/** The first circle of services that wait for one another. */
function cycle(services: RawLab['services']): Mistake[] {
  const done = new Set<string>();
  const circleFrom = (name: string, above: readonly string[]): string[] | undefined => {
    if (above.includes(name)) return [...above.slice(above.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const needed of services[name]?.depends_on ?? []) {
      const circle = circleFrom(needed, [...above, name]);
      if (circle !== undefined) return circle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of Object.keys(services)) {
    const circle = circleFrom(name, []);
    if (circle !== undefined)
      return [
        {
          path: ['services', circle[0] ?? name, 'depends_on'],
          message: `depends_on goes round in a circle: ${circle.join(' → ')}`,
        },
      ];
  }
  return [];
}
