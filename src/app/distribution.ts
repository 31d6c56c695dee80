/** Whether a distribution built a version: then it puts fixes into it without another number, and only it knows which. Pure. */

export interface Distribution {
  /** What of the version told it, say `+dfsg1`; empty where it is that no project's own build says so. */
  readonly mark: string;
  /** What lists newer packages. */
  readonly ask: string;
}

const APT = 'apt list --upgradable';
const DNF = 'dnf check-update';

const PACKAGE_MARKS: readonly (readonly [pattern: RegExp, ask: string])[] = [
  [/[-+~.](?:dfsg|ds\d|deb\d|\d*ubuntu|azure)[\w.+~-]*/i, APT],
  [/[-.]\d*\.?(?:el\d|fc\d|amzn\d)[\w.+~-]*/i, DNF],
  [/[-.](?:suse|lp\d)[\w.+~-]*|-ce$/i, 'zypper list-updates'],
];

const KERNEL_MARKS: readonly (readonly [pattern: RegExp, ask: string])[] = [
  [/-(?:rt-|cloud-)?(?:amd64|arm64|armmp(?:-lpae)?|686(?:-pae)?|s390x|powerpc64le)$/, APT],
  [/\+(?:deb\d|rpt)[\w.+-]*/, APT],
  [
    /-(?:generic|lowlatency|aws|azure|gcp|gke|kvm|oracle|ibm|raspi|nvidia|realtime|pve)(?:-\w+)?$/,
    APT,
  ],
  [/\.(?:el\d|fc\d|amzn\d)[\w.+]*/, DNF],
  [/-(?:default|azure)$/, 'zypper list-updates'],
  [/-microsoft-[\w-]+$/i, 'wsl --update'],
];

/** Of a program: its version and the commit that it says it was built of. */
export function distributionOf(version: string, commit: string): Distribution | undefined {
  // Ubuntu has its engine say the plain version, and its own one where the commit belongs.
  return markIn(afterNumber(version), PACKAGE_MARKS) ?? markIn(commit, PACKAGE_MARKS);
}

export const kernelDistributionOf = (version: string): Distribution | undefined =>
  markIn(afterNumber(version), KERNEL_MARKS);

const afterNumber = (version: string) => /^v?\d+(?:\.\d+)+(.*)$/.exec(version)?.[1] ?? '';

function markIn(text: string, marks: typeof PACKAGE_MARKS): Distribution | undefined {
  for (const [pattern, ask] of marks) {
    const mark = pattern.exec(text)?.[0];
    if (mark !== undefined) return { mark, ask };
  }
  return undefined;
}
