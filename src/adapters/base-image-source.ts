/** What the base image is made of: a pinned public busybox, docklab's own layer, or this machine's static busybox. */
import { join } from 'node:path';
import type { BaseImageSource } from '../lab/base-image.ts';

// Loaded when an image is made, which is once a machine.
const tars = () => import('./base-image/tar.ts');
const busyboxes = () => import('./base-image/static-busybox.ts');

/**
 * `docker.io/library/busybox:1.36.1`, the index of all its architectures: the digest that Docker Hub gave for that tag
 * in October 2026, and under which several public repositories pin it. A static build, so that its files can stand alone.
 */
const PUBLIC_BUSYBOX =
  'docker.io/library/busybox@sha256:73aaf090f3d85aa34ee199857f03fa3a95c8ede2ffd4cc2cdb5b94e566b11662';

/** `dir` is docklab's own `labs/base`, whatever course is open. */ const PUBLIC_VERSION = '1.36.1';

export const createBaseImageSource = (
  dir: string,
  busyboxPlaces?: readonly string[],
): BaseImageSource => ({
  publicImage: PUBLIC_BUSYBOX,
  publicVersion: PUBLIC_VERSION,
  layer: async () => (await tars()).contextTar(dir),
  rootfs: async (architecture) => {
    const { findStaticBusybox } = await busyboxes();
    const busybox = await findStaticBusybox(architecture, busyboxPlaces);
    if (busybox.is === 'missing') return busybox;
    const { rootfsTar } = await tars();
    const tar = await rootfsTar(join(dir, 'rootfs'), busybox);
    return { is: 'here', tar, from: busybox.path };
  },
});
