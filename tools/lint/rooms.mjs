// The import directions of the project, as data: main → cli → {ui, app} → {course, lab, verify, audit} → host.

/** For each room of src/, the rooms it may import besides itself. Rooms that are not named here are unknown to it. */
const MAY_IMPORT = {
  host: [],
  course: ['host'],
  image: ['host'],
  seccomp: [],
  verify: ['host', 'course', 'lab', 'image', 'seccomp'],
  lab: ['host', 'course'],
  audit: ['host', 'verify'],
  app: ['host', 'course', 'lab', 'verify', 'audit'],
  ui: ['host', 'course', 'verify', 'app'],
  cli: ['host', 'course', 'lab', 'verify', 'audit', 'app', 'ui'],
  adapters: ['host', 'course', 'lab', 'verify', 'audit', 'app'],
};

/** Modules that reach the outside world: only adapters may use them. */
const OUTSIDE = [
  'dockerode',
  'execa',
  'tar-stream',
  '@lydell/node-pty',
  ...['fs', 'fs/promises', 'child_process', 'net', 'tls', 'http', 'https', 'dgram'].flatMap(
    (name) => [`node:${name}`, name],
  ),
];

/** Modules that draw: only the ui room may use them. */
const DRAWING = ['ink', 'react'];

const banned = (modules, message) => modules.map((name) => ({ name, message }));

function forRoom(room) {
  const others = Object.keys(MAY_IMPORT).filter(
    (other) => other !== room && !MAY_IMPORT[room].includes(other),
  );
  const paths = [
    ...(room === 'adapters'
      ? []
      : banned(OUTSIDE, 'Only src/adapters reaches outside: use a port of src/host.')),
    ...(room === 'ui' ? [] : banned(DRAWING, 'Only src/ui draws.')),
  ];
  return {
    files: [`src/${room}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths,
          patterns: [
            {
              group: [
                ...others.map((other) => `**/${other}/**`),
                '**/main.ts',
                '**/main/**',
                '**/verifiers/**',
              ],
              message: `src/${room} may import ${MAY_IMPORT[room].join(', ') || 'no other room'}.`,
            },
          ],
        },
      ],
    },
  };
}

const verifiers = {
  files: ['verifiers/**'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: [
              '*',
              '!docklab',
              '!docklab/verify',
              '!.',
              '!./*',
              '!./*/*',
              '!../shared',
              '!../shared/*',
            ],
            message:
              'A verifier imports docklab/verify, files beside it and verifiers/shared, nothing else.',
          },
        ],
      },
    ],
  },
};

/** Overrides of the linter's configuration that keep every room to its imports. */
export const roomOverrides = [...Object.keys(MAY_IMPORT).map(forRoom), verifiers];
