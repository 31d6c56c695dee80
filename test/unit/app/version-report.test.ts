import { describe, expect, it } from 'vitest';
import { engineParts, reportVersions } from '../../../src/app/version-report.ts';
import { localFiles } from '../../../src/adapters/files.ts';
import type { EngineInfo } from '../../../src/host/engine.ts';
import { memoryReader } from '../course/memory-reader.ts';

const INFO: EngineInfo = {
  version: '29.9.0',
  apiVersion: '1.54',
  platform: 'Docker Engine - Community',
  components: [
    { name: 'Engine', version: '29.9.0', commit: 'a5b58c9' },
    { name: 'containerd', version: 'v2.3.6', commit: '05044ec0a9a75232cad458027ca83437aae3f4da' },
    { name: 'runc', version: '1.5.2', commit: 'v1.5.2-0-g59923ef' },
    { name: 'docker-init', version: '0.19.0', commit: 'de40ad0' },
  ],
  os: 'Debian',
  kernel: '6.18.64',
  architecture: 'x86_64',
  name: 'host',
  cgroupVersion: 2,
  cgroupDriver: 'systemd',
  storageDriver: 'overlay2',
  rootless: false,
  desktop: false,
  userns: false,
  security: [],
  cpus: 2,
  memoryBytes: 2 ** 31,
};

const shown = (info: EngineInfo) =>
  engineParts(info).map(({ product, version }) => `${product} ${version ?? '?'}`);

describe('what an engine consists of', () => {
  it('is what it tells', () => {
    expect(shown(INFO)).toEqual([
      'engine 29.9.0',
      'containerd v2.3.6',
      'runc 1.5.2',
      'kernel 6.18.64',
    ]);
  });

  it('is the engine and the kernel where it tells no parts', () => {
    expect(shown({ ...INFO, components: [], platform: '' })).toEqual([
      'engine 29.9.0',
      'containerd ?',
      'runc ?',
      'kernel 6.18.64',
    ]);
  });

  it("is not Docker's engine where another program answers", () => {
    const podman = [{ name: 'Podman Engine', version: '5.4.2', commit: 'be85287' }];
    expect(shown({ ...INFO, version: '5.4.2', components: podman, platform: '' })[0]).toBe(
      'engine ?',
    );
  });

  it('has Docker Desktop around it where that says so', () => {
    expect(shown({ ...INFO, platform: 'Docker Desktop 4.44.2 (202017)' })[0]).toBe(
      'desktop 4.44.2',
    );
  });
});

describe('the report', () => {
  const course = (refresh: string) =>
    `format: 1\nas-of: 2026-11-17\n${refresh}products:\n  busybox:\n    sources: [https://busybox.net/]\n    lines: [{ line: '1.36', newest: 1.36.1, seen: 2026-10-09 }]\n    holes: []\n`;
  const world = (text: string | undefined) => ({
    reader: memoryReader(text === undefined ? {} : { 'versions.yaml': text }),
    paths: { workspaces: '/w', progress: '/p', state: '/s', versions: '/nonexistent/v.yaml' },
    files: localFiles(),
    fetchText: () => Promise.reject(new Error('nobody should ask')),
    baseImage: {
      publicImage: 'busybox@sha256:aa',
      publicVersion: '1.36.1',
      layer: () => Promise.reject(new Error('unused')),
      rootfs: () => Promise.reject(new Error('unused')),
    },
  });
  const on = (day: string) => new Date(`${day}T12:00:00Z`);

  it('says how old the data are, and calls them old after ninety days', async () => {
    const here = world(course(''));
    expect(await reportVersions(here, INFO, on('2027-02-15'))).toMatchObject({
      ageDays: 90,
      isOld: false,
      canRefresh: false,
    });
    expect(await reportVersions(here, INFO, on('2027-02-16'))).toMatchObject({
      ageDays: 91,
      isOld: true,
    });
  });

  it('says that newer data can be had where the course names an address', async () => {
    const here = world(course('refresh: https://example.org/\n'));
    expect(await reportVersions(here, INFO, on('2026-11-25'))).toMatchObject({ canRefresh: true });
  });

  it('compares the base image even without an engine', async () => {
    const report = await reportVersions(world(course('')), undefined, on('2026-11-25'));
    expect(report).toMatchObject({
      comparisons: [{ product: 'busybox', version: '1.36.1', verdict: { is: 'current' } }],
    });
  });

  it('is none where the course has no data', async () => {
    expect(await reportVersions(world(undefined), INFO, on('2026-11-25'))).toEqual({ is: 'none' });
  });
});
