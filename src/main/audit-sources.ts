/** Wires what the audit looks at. Neither a course nor a lab is needed for it. */
import { homedir, hostname, release } from 'node:os';
import { join } from 'node:path';
import type { AuditSources } from '../app/audit/sources.ts';
import { findEndpoint } from '../adapters/docker-context.ts';
import { engineSurvey } from '../adapters/engine-survey.ts';
import { findFile } from '../adapters/find-file.ts';
import { directFacts } from '../adapters/facts-direct.ts';
import { localFiles } from '../adapters/files.ts';
import { localProcessTable } from '../adapters/process-table.ts';
import { localProcesses } from '../adapters/processes.ts';

/** Where the programs of root lie, which are not on everybody's PATH. */
const SYSTEM_PATH = '/bin:/sbin:/usr/bin:/usr/local/bin:/usr/sbin';

/** Rejects with `usage` where the environment names no engine. */
export async function openAuditSources(env: NodeJS.ProcessEnv): Promise<AuditSources> {
  const home = homedir();
  const { endpoint } = await findEndpoint({ env, home });
  return {
    engine: engineSurvey(endpoint),
    socket: endpoint.is === 'unix' ? endpoint.path : undefined,
    host: {
      hostname: hostname(),
      kernel: release(),
      isRoot: process.getuid?.() === 0,
      pid: process.pid,
      userConfig: join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'docker', 'daemon.json'),
      facts: directFacts(),
      processes: localProcesses({ ...env, PATH: `${env['PATH'] ?? ''}:${SYSTEM_PATH}` }),
      table: localProcessTable(),
      findFile,
    },
    files: localFiles(),
    contentTrust: env['DOCKER_CONTENT_TRUST'] ?? '',
  };
}
