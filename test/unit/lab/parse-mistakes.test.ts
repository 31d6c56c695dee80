import { describe, expect, it } from 'vitest';
import { problemsWith } from './parse-support.ts';

describe('a mistake in a service is named with its line:', () => {
  it.each<[string, string]>([
    ['read-only: true', '4: services.web.read-only: unknown key, did you mean "read_only"?'],
    ['read_only: "yes"', '4: services.web.read_only: expected true or false, found "yes"'],
    ['ports: 8080', '4: services.web.ports: expected a list, found 8080 (a number)'],
    ['ports:', '4: services.web.ports: expected a list, found nothing'],
    [
      'ports: ["http"]',
      '4: services.web.ports[0]: expected a port such as "8080", "18080:8080" or "127.0.0.1:18080:8080"',
    ],
    [
      'ports: ["1:70000"]',
      '4: services.web.ports[0]: expected a port such as "8080", "18080:8080" or "127.0.0.1:18080:8080"',
    ],
    [
      'ports: ["8000-8010"]',
      '4: services.web.ports[0]: expected a port such as "8080", "18080:8080" or "127.0.0.1:18080:8080"',
    ],
    [
      'ports:\n      - "80"\n      - "0.0.0.0:80:80"',
      '6: services.web.ports[1]: would be reachable at 0.0.0.0, beyond this machine: expected 127.0.0.1 or no address at all',
    ],
    [
      'ports: ["[::]:80:80"]',
      '4: services.web.ports[0]: would be reachable at [::], beyond this machine: expected 127.0.0.1 or no address at all',
    ],
    ['ports: [{target: 80}]', '4: services.web.ports[0]: expected text'],
    ['environment: {A: }', '4: services.web.environment.A: expected a value: text in quotes'],
    [
      'environment: {A: yes, B: true}',
      '4: services.web.environment.B: expected a value: text in quotes',
    ],
    ['environment: {A: 1.10}', '4: services.web.environment.A: expected it in quotes'],
    [
      'environment: {A-B: c}',
      '4: services.web.environment.A-B: expected a name of letters, digits and _',
    ],
    ['environment: [A]', '4: services.web.environment[0]: expected NAME=value'],
    [
      'command: sh -c "x',
      '4: services.web.command: expected a closing " for the quote in this command',
    ],
    [
      "command: sh -c 'x",
      "4: services.web.command: expected a closing ' for the quote in this command",
    ],
    ['command: []', '4: services.web.command: expected at least 1 entries, found 0'],
    [
      'volumes: [/data]',
      '4: services.web.volumes[0]: expected SOURCE:/PATH or SOURCE:/PATH:ro (a name, ./folder or /host/path)',
    ],
    [
      'volumes: [data:/data]',
      '4: volume "data" is not declared: expected it under volumes (or ./data for a folder)',
    ],
    ['volumes: [./a:/a:z]', '4: services.web.volumes[0]: unknown mode "z": expected ro or rw'],
    [
      'volumes: [../../../x:/x]',
      '4: services.web.volumes[0]: ../../../x is outside of the course folder: expected a folder inside it (or an absolute path of the host)',
    ],
    [
      'cap_drop: [NET_RAWW]',
      '4: services.web.cap_drop[0]: unknown capability "NET_RAWW": did you mean "NET_RAW"?',
    ],
    [
      'security_opt: [secomp=unconfined]',
      '4: services.web.security_opt[0]: unknown security option "secomp": did you mean "seccomp"?',
    ],
    ['security_opt: [seccomp]', '4: services.web.security_opt[0]: expected seccomp=VALUE'],
    ['mem_limit: 64q', '4: services.web.mem_limit: expected a size such as 64m, 1g or 512k'],
    ['mem_limit: 1m', '4: services.web.mem_limit: expected at least 6m, or 0 for no limit'],
    ['cpus: -1', '4: services.web.cpus: expected at least 0.01, found -1 (a number)'],
    ['pids_limit: 0', '4: services.web.pids_limit: expected at least 1, found 0 (a number)'],
    ['pid: hots', '4: services.web.pid: unknown value "hots": did you mean "host"?'],
    [
      'network_mode: none\n    ports: ["80"]',
      '5: network_mode none publishes nothing: expected ports without it',
    ],
    ['build: .', '3: expected image or build, not both: what is built gets its own name'],
    [
      'healthcheck: {test: [wget]}',
      '4: services.web.healthcheck.test: expected a list that starts with CMD or CMD-SHELL, or ["NONE"]',
    ],
    [
      'healthcheck: {test: x, interval: 2}',
      '4: services.web.healthcheck.interval: expected a duration with its unit, such as 2s, 500ms or 1m30s',
    ],
    [
      'healthcheck: {test: x, intervall: 2s}',
      '4: services.web.healthcheck.intervall: unknown key, did you mean "interval"?',
    ],
    ['depends_on: [db]', '4: unknown service "db": expected one of web'],
    [
      'depends_on: {db: {condition: service_healthy}}',
      '4: services.web.depends_on: expected a list, found a map of keys',
    ],
    ['depends_on: [web]', '4: depends_on goes round in a circle: web → web'],
    [
      'restart: sometimes',
      '4: services.web.restart: unknown value "sometimes": expected one of no, always, on-failure, unless-stopped',
    ],
    [
      'user: "${secret:x}"',
      '4: ${secret:x} is not filled in here: expected it in environment, command, entrypoint or build.args',
    ],
    [
      'environment: {A: "${secret:x}"}',
      '4: secret "x" is not declared: expected it in x-docklab.secrets',
    ],
    ['command: ["${secret}"]', '4: "${secret}" is not readable: expected ${secret:NAME}'],
    ['command: ["${secret:x"]', '4: "${secret:x" is not readable: expected ${secret:NAME}'],
  ])('%s', (lines, problem) => {
    expect(problemsWith(lines)).toEqual([problem]);
  });
});
