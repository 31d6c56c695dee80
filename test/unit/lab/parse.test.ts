import { describe, expect, it } from 'vitest';
import { labOf, OPEN, problemsOf } from './parse-support.ts';

describe('a lab', () => {
  it('of one image has docklab’s defaults: an internal network, nothing published, nothing special', () => {
    expect(labOf('services: {web: {image: docklab/base:1}}')).toEqual({
      id: 'web',
      dir: '/course/labs/web',
      services: [
        {
          name: 'web',
          image: 'docklab/base:1',
          build: undefined,
          command: undefined,
          entrypoint: undefined,
          environment: {},
          ports: [],
          volumes: [],
          user: undefined,
          workdir: undefined,
          hostname: undefined,
          readOnly: false,
          privileged: false,
          init: false,
          tmpfs: {},
          capAdd: [],
          capDrop: [],
          securityOpt: [],
          pid: undefined,
          ipc: undefined,
          uts: undefined,
          networkMode: undefined,
          memoryBytes: undefined,
          memorySwapBytes: undefined,
          pidsLimit: undefined,
          cpus: undefined,
          devices: [],
          restart: 'no',
          healthcheck: undefined,
          dependsOn: [],
          stopGraceSeconds: 10,
        },
      ],
      network: { internal: true },
      volumes: [],
      secrets: [],
      answers: { containers: [], images: [] },
      touchesHost: [],
      mayBeRefused: [],
    });
  });

  it('says what it touches, what the learner makes, and its secrets', () => {
    const lab = labOf(`services:
  web:
    image: a
    environment: { KEY: "x-\${secret:key}" }
    command: [serve, --token, "\${secret:token}"]
x-docklab:
  secrets: [key, token]
  answers: { containers: [web-two], images: [me/app] }
  touches-host: [Loads a profile.]
  may-be-refused: [web]
volumes:
  data:
`);
    expect(lab).toMatchObject({
      secrets: ['key', 'token'],
      answers: { containers: ['web-two'], images: ['me/app'] },
      touchesHost: ['Loads a profile.'],
      mayBeRefused: ['web'],
      volumes: ['data'],
    });
  });
});

describe('a mistake in a lab is named with its line:', () => {
  it.each<[string, string, string[]]>([
    ['no file content', '', ['1: expected a map of keys, found nothing']],
    ['no services', 'services: {}\n', ['1: services: expected at least one service']],
    [
      'a key of full Compose',
      'version: "3"\nservices: {web: {image: a}}\n',
      ['1: version: unknown key, expected one of services, networks, volumes, x-docklab'],
    ],
    [
      'a service in upper case',
      'services:\n  Web: {image: a}\n',
      ['2: services.Web: expected a name of lower-case letters, digits and -'],
    ],
    [
      'a service that may be refused and is not there',
      'services:\n  web: {image: a}\nx-docklab:\n  may-be-refused: [wep]\n',
      ['4: unknown service "wep": did you mean "web"?'],
    ],
    [
      'a service without an image',
      'services:\n  web:\n    user: a\n',
      ['2: service web has no image: expected image or build'],
    ],
    [
      'ports on an internal network',
      'services:\n  web:\n    image: a\n    ports: ["80"]\n',
      [
        '4: an internal network publishes nothing to this machine: expected networks.default.internal: false',
      ],
    ],
    [
      'another network',
      'services: {web: {image: a}}\nnetworks:\n  back: {internal: true}\n',
      [
        '2: networks.default: missing, expected a map of keys',
        '3: networks.back: unknown key, expected one of default',
      ],
    ],
    [
      'a context outside of the course',
      'services:\n  web:\n    build:\n      context: ../../..\n',
      [
        '4: services.web.build.context: ../../.. is outside of the course folder: expected a folder inside it',
      ],
    ],
    [
      'a sibling folder with a longer name',
      'services:\n  web:\n    build: ../../../course-two\n',
      [
        '3: services.web.build: ../../../course-two is outside of the course folder: expected a folder inside it',
      ],
    ],
    [
      'a Dockerfile outside of its context',
      'services:\n  web:\n    build: {context: a, dockerfile: ../Dockerfile}\n',
      [
        '3: services.web.build.dockerfile: ../Dockerfile is outside of the build context: expected a file inside it',
      ],
    ],
    [
      'a circle',
      'services:\n  a: {image: x, depends_on: [b]}\n  b: {image: x, depends_on: [c]}\n  c: {image: x, depends_on: [b]}\n',
      ['3: depends_on goes round in a circle: b → c → b'],
    ],
    [
      'one port twice',
      `services:\n  a: {image: x, ports: ["80:80"]}\n  b: {image: x, ports: ["80:81"]}\n${OPEN}`,
      ['3: port 80 of this machine is taken by service a: expected another'],
    ],
    [
      'a service that takes a variable of every shell',
      'services:\n  net: {image: x}\n',
      [
        "2: service net would be LAB_NET in the learner's shell, which means something else: expected another name",
      ],
    ],
    [
      'a service that takes the variable of another',
      'services:\n  web: {image: x}\n  web-port: {image: x}\n',
      [
        "3: service web-port would be LAB_WEB_PORT in the learner's shell, which means something else: expected another name",
      ],
    ],
    [
      'a misspelt secret',
      'services:\n  web:\n    image: a\n    environment:\n      - A=${secret:tokn}\nx-docklab: {secrets: [token]}\n',
      ['5: unknown secret "tokn": did you mean "token"? (declared in x-docklab.secrets)'],
    ],
    [
      'a volume with options',
      'services: {web: {image: a}}\nvolumes:\n  data: {driver: nfs}\n',
      ['3: volumes.data: expected nothing after the name'],
    ],
    [
      'several at once, in order',
      'services:\n  web:\n    imge: a\n    pid: x\nvolums: {}\n',
      [
        '3: services.web.imge: unknown key, did you mean "image"?',
        '4: services.web.pid: unknown value "x": expected one of host',
        '5: volums: unknown key, did you mean "volumes"?',
      ],
    ],
  ])('%s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe('hostile labs', () => {
  it.each([
    ['deep nesting', `services: ${'{a: '.repeat(5_000)}${'}'.repeat(5_000)}`],
    [
      'a quote that never ends',
      `services:\n  web:\n    image: a\n    command: >-\n      ${'a" '.repeat(9_999)}`,
    ],
    ['a port of many colons', `services: {web: {image: a, ports: ["${':'.repeat(30_000)}"]}}`],
    ['a long run of digits', `services: {web: {image: a, mem_limit: "${'1'.repeat(30_000)}x"}}`],
    [
      'a duration of many units',
      `services: {web: {image: a, stop_grace_period: "${'1m'.repeat(15_000)}x"}}`,
    ],
    ['control characters', 'services: {web: {image: "a\\e[2J"}}'],
    ['the prototype', 'services: {__proto__: {image: a}}'],
  ])('with %s are refused at once, in words that are safe to print', (_, text) => {
    const started = performance.now();
    const problems = problemsOf(text);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) {
      expect(problem.length).toBeLessThan(500);
      expect(problem).not.toContain('\u001b');
    }
  });
});
