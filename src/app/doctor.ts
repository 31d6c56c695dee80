/** What this machine and its engine can do for the course: the facts behind `docklab doctor`. */
import type { Lesson } from '../course/types.ts';
import type { EngineInfo } from '../host/engine.ts';
import { DocklabError } from '../host/error.ts';
import { hasBaseImage } from '../lab/base-image.ts';
import { kernelFeatures, type KernelFeature } from './kernel-features.ts';
import type { Readiness } from './learner.ts';
import { readinessOf } from './readiness.ts';
import type { Connection, World } from './world.ts';

export type EngineReport =
  | {
      is: 'here';
      info: EngineInfo;
      endpoint: Connection['endpoint'];
      /** Whether the image that labs build on is there. */
      hasBaseImage: boolean;
    }
  | { is: 'missing'; code: string; message: string; why: string; next: readonly string[] };

interface ToolReport {
  name: string;
  /** Undefined when it is not on PATH. */
  path: string | undefined;
  /** Labs cannot be worked in without it. */
  isNeeded: boolean;
  use: string;
}

export interface DoctorReport {
  engine: EngineReport;
  kernel: readonly KernelFeature[];
  tools: readonly ToolReport[];
  lessons: readonly { lesson: Lesson; readiness: Readiness }[];
}

const TOOLS: readonly Omit<ToolReport, 'path'>[] = [
  { name: 'docker', isNeeded: true, use: 'you harden labs with it' },
  { name: 'bash', isNeeded: true, use: 'solutions and the demo are bash scripts' },
  { name: 'git', isNeeded: false, use: 'to keep your own course' },
  { name: 'ssh', isNeeded: false, use: 'for engines on other machines' },
  { name: 'nsenter', isNeeded: false, use: 'to look into namespaces as root' },
  { name: 'auditctl', isNeeded: false, use: 'for audit rules' },
  { name: 'apparmor_parser', isNeeded: false, use: 'for AppArmor profiles' },
];

/** Looks at everything; an engine that is missing is part of the answer. Rejects only with what nobody expected. */
export async function examine(world: World): Promise<DoctorReport> {
  const tools = await Promise.all(
    TOOLS.map(async (tool) => ({ ...tool, path: await world.processes.which(tool.name) })),
  );
  const { engine, kernel } = await examineEngine(world);
  const missing = tools.find(({ isNeeded, path }) => isNeeded && path === undefined);
  const lessons = world.course.lessons.map((lesson) => ({
    lesson,
    readiness: lessonReadiness(lesson, engine, missing),
  }));
  return { engine, kernel, tools, lessons };
}

async function examineEngine(
  world: World,
): Promise<{ engine: EngineReport; kernel: readonly KernelFeature[] }> {
  try {
    const connection = await world.connect();
    const { info, endpoint } = connection;
    const hasImage = await hasBaseImage(connection.engine);
    const engine: EngineReport = { is: 'here', info, endpoint, hasBaseImage: hasImage };
    return { engine, kernel: await kernelFeatures(connection) };
  } catch (error) {
    if (!(error instanceof DocklabError) || error.code === 'cancelled') throw error;
    const { code, message, why, next } = error;
    return { engine: { is: 'missing', code, message, why, next }, kernel: [] };
  }
}

function lessonReadiness(
  lesson: Lesson,
  engine: EngineReport,
  missing: ToolReport | undefined,
): Readiness {
  if (engine.is === 'missing')
    return {
      is: 'not-here',
      why: engine.message,
      next: engine.next[0] ?? 'Start a Docker engine, then: docklab doctor',
    };
  const readiness = readinessOf(lesson.needs, engine.info);
  if (readiness.is !== 'ready' || missing === undefined) return readiness;
  const why = `The program ${missing.name} is not on your PATH: ${missing.use}.`;
  return { is: 'partly', why, next: installHint(missing.name) };
}

const installHint = (tool: string) =>
  tool === 'docker'
    ? "Install Docker's command line: https://docs.docker.com/engine/install/ (on Debian: sudo apt-get install docker.io)"
    : `Install it: sudo apt-get install ${tool}`;
