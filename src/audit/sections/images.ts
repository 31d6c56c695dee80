/** Section 4: images and how they are built. */
import { warnEach } from '../container/each.ts';
import { runsAsRoot } from '../container/limits.ts';
import type { AuditFacts } from '../facts.ts';
import { judgeImages, lonelyUpdate, noHealthcheck, secretNames, usesAdd } from '../image.ts';
import {
  both,
  note,
  notApplicable,
  pass,
  warn,
  type Outcome,
  type Rule,
  type Section,
} from '../rule.ts';

const contentTrust = ({ contentTrust: value }: AuditFacts): Outcome =>
  /^(1|t|true)$/i.test(value)
    ? pass('DOCKER_CONTENT_TRUST is set here. Clients from version 29 on do not heed it.')
    : warn('DOCKER_CONTENT_TRUST is not set for you.');

const byPerson = (rule: Omit<Rule, 'by' | 'judge'>, look: string): Rule => ({
  ...rule,
  by: 'person',
  judge: ({ images }) =>
    images.length === 0 ? notApplicable('The engine has no image.') : note(look),
});

export const IMAGES: Section = {
  id: 4,
  title: 'Images',
  rules: [
    {
      slug: 'not-root',
      cis: both('4.1'),
      title: 'Containers do not run as root',
      severity: 'high',
      by: 'fact',
      gain: 'Root in the container, and with any way out root on the host.',
      fix: 'USER 10001:10001 in the Dockerfile, or docker run --user 10001:10001 …',
      judge: warnEach(runsAsRoot, 'No container runs as root.'),
    },
    byPerson(
      {
        slug: 'trusted-base-images',
        cis: both('4.2'),
        title: 'Base images come from where you trust',
        severity: 'high',
        gain: 'Whatever the maker of the image put into it.',
        fix: 'docker image ls --digests; pin base images by digest: FROM NAME@sha256:…',
      },
      'Look at where each image comes from: docker image ls --digests',
    ),
    byPerson(
      {
        slug: 'few-packages',
        cis: both('4.3'),
        title: 'Images hold no package that nobody needs',
        severity: 'low',
        gain: 'Tools (shells, compilers, clients) and more holes to use.',
        fix: 'Build in stages, and copy only the result into a small base image.',
      },
      'Look at what is installed: docker run --rm IMAGE dpkg-query -W (or rpm -qa, apk info)',
    ),
    byPerson(
      {
        slug: 'images-scanned',
        cis: both('4.4'),
        title: 'Images are scanned for known holes, and built anew',
        severity: 'high',
        gain: 'Holes with published exploits.',
        fix: 'trivy image IMAGE (or docker scout cves IMAGE), then docker build --pull --no-cache …',
      },
      'Scan each image, and look at how old it is: docker image ls',
    ),
    {
      slug: 'content-trust',
      cis: both('4.5'),
      title: 'Only signed images are pulled',
      severity: 'medium',
      by: 'fact',
      gain: 'An image of their own under your name, after a break-in at the registry.',
      fix: 'export DOCKER_CONTENT_TRUST=1 (clients before 29), or verify signatures with cosign.',
      judge: contentTrust,
    },
    {
      slug: 'image-healthcheck',
      cis: both('4.6'),
      title: 'Images say how their health is checked',
      severity: 'low',
      by: 'fact',
      gain: 'Time: nobody notices that the service is gone.',
      fix: 'HEALTHCHECK CMD … in the Dockerfile',
      judge: judgeImages('warn', noHealthcheck, 'Every image has a HEALTHCHECK.'),
    },
    {
      slug: 'update-with-install',
      cis: both('4.7'),
      title: 'Lists of packages are updated in the step that installs',
      severity: 'low',
      by: 'person',
      gain: 'Packages of the day on which the layer was first built.',
      fix: 'RUN apt-get update && apt-get install -y NAME=VERSION && rm -rf /var/lib/apt/lists/*',
      judge: judgeImages('note', lonelyUpdate, 'No image updates without installing at once.'),
    },
    byPerson(
      {
        slug: 'no-setuid-files',
        cis: both('4.8'),
        title: 'Images hold no setuid and setgid programs that nobody needs',
        severity: 'medium',
        gain: 'Root in the container, from any user.',
        fix: "RUN find / -xdev -perm /6000 -type f -exec chmod a-s '{}' +",
      },
      'Look for them: docker run --rm --entrypoint find IMAGE / -xdev -perm /6000 -type f',
    ),
    {
      slug: 'copy-not-add',
      cis: both('4.9'),
      title: 'Dockerfiles use COPY and not ADD',
      severity: 'low',
      by: 'person',
      gain: 'Content of an address that they control, or an archive that unpacks over your files.',
      fix: 'COPY in place of ADD; fetch with curl and compare a checksum.',
      judge: judgeImages('note', usesAdd, 'No image uses ADD beyond its base.'),
    },
    {
      slug: 'no-secrets-in-images',
      cis: both('4.10'),
      title: 'Images hold no secrets',
      severity: 'high',
      by: 'person',
      gain: 'The secret, from any copy of the image, also when a later layer removed it.',
      fix: 'RUN --mount=type=secret,id=NAME … and docker build --secret id=NAME,src=FILE …',
      judge: (facts) => {
        const named = judgeImages('note', secretNames, '')(facts);
        return named.is === 'pass'
          ? note('No variable is named like a secret. Look at the steps: docker history IMAGE')
          : named;
      },
    },
    byPerson(
      {
        slug: 'verified-packages',
        cis: both('4.11'),
        title: 'Packages in images are verified when they are installed',
        severity: 'medium',
        gain: 'A package of their own in your image.',
        fix: 'Use signed repositories; no --allow-unauthenticated, no curl | sh.',
      },
      'Look for installs without a signature: docker history --no-trunc IMAGE',
    ),
    byPerson(
      {
        slug: 'signed-artifacts',
        cis: both('4.12'),
        title: 'Signatures of artifacts are verified before use',
        severity: 'medium',
        gain: 'An artifact of their own in your build.',
        fix: 'cosign verify --key KEY IMAGE in the pipeline, before it is deployed',
      },
      'Look at whether your pipeline verifies signatures.',
    ),
  ],
};
