/** The schema of a whole `lab.yaml`. */
import * as z from 'zod';
import { strict } from '../course/decode.ts';
import type { LabFolders } from './parse-paths.ts';
import { VOLUME_NAME } from './parse-paths.ts';
import { serviceSchema } from './parse-service.ts';

const word = (what: string) =>
  z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,29}$/, `expected ${what} of lower-case letters, digits and -`);

export function labSchema(folders: LabFolders) {
  return strict({
    services: z
      .record(word('a name'), serviceSchema(folders))
      .refine((services) => Object.keys(services).length > 0, 'expected at least one service'),
    networks: strict({
      default: strict({ internal: z.boolean().default(true) }),
    }).default({ default: { internal: true } }),
    volumes: z
      .record(
        z.string().regex(VOLUME_NAME, 'expected a name of lower-case letters, digits, - and _'),
        z.null('expected nothing after the name'),
      )
      .default({}),
    'x-docklab': strict({
      secrets: z.array(word('a name')).default([]),
      answers: strict({
        containers: z
          .array(z.string().regex(/^[a-z0-9][\w.-]*$/, 'expected a container name'))
          .default([]),
        images: z
          .array(z.string().regex(/^[a-z0-9][\w.:/-]*$/, 'expected an image name'))
          .default([]),
      }).default({ containers: [], images: [] }),
      'touches-host': z.array(z.string().trim().min(1)).default([]),
      'may-be-refused': z.array(word('a name')).default([]),
      alone: z.string().trim().min(1).optional(),
    }).default({
      secrets: [],
      answers: { containers: [], images: [] },
      'touches-host': [],
      'may-be-refused': [],
    }),
  });
}

export type RawLab = z.infer<ReturnType<typeof labSchema>>;
