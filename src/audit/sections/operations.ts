/** Section 6: what lies about. */
import type { AuditFacts } from '../facts.ts';
import { both, type Outcome, type Section } from '../rule.ts';

const info = (saw: string): Outcome => ({ is: 'info', findings: [{ subject: '', saw }] });

function images({ images: all, containers }: AuditFacts): Outcome {
  const used = new Set(containers.map(({ imageId }) => imageId));
  const count = all.filter(({ id }) => used.has(id)).length;
  return info(`${all.length} images, ${count} of them used by a container.`);
}

function containers({ containers: all }: AuditFacts): Outcome {
  const running = all.filter(({ isRunning }) => isRunning).length;
  return info(`${all.length} containers, ${running} of them running.`);
}

export const OPERATIONS: Section = {
  id: 6,
  title: 'Operations',
  rules: [
    {
      slug: 'no-image-sprawl',
      cis: both('6.1'),
      title: 'Images that nobody uses are removed',
      severity: 'low',
      by: 'person',
      gain: 'Old images with old holes, started by mistake.',
      fix: 'docker image prune --all',
      judge: images,
    },
    {
      slug: 'no-container-sprawl',
      cis: both('6.2'),
      title: 'Containers that nobody uses are removed',
      severity: 'low',
      by: 'person',
      gain: 'Secrets and data in containers that everyone has forgotten.',
      fix: 'docker container prune',
      judge: containers,
    },
  ],
};
