/** Images: look, pull, build, import, tag, save, load, remove. */
import type Dockerode from 'dockerode';
import type { Engine, ImageInfo } from '../../host/engine.ts';
import { LIMIT, type Call } from './call.ts';
import { unless } from './containers.ts';
import { isNotFound, streamedError } from './errors.ts';
import { isReference, reference as named } from './names.ts';
import { removeHalfBuilt } from './half-built.ts';
import { follow } from './progress.ts';
import type { Endpoint } from '../docker-endpoint.ts';

type Images = Pick<
  Engine,
  | 'image'
  | 'images'
  | 'pullImage'
  | 'buildImage'
  | 'importImage'
  | 'tagImage'
  | 'saveImages'
  | 'loadImages'
  | 'removeImage'
>;

function toImageInfo(raw: Dockerode.ImageInspectInfo): ImageInfo {
  return {
    id: raw.Id,
    tags: raw.RepoTags ?? [],
    createdAt: new Date(raw.Created),
    labels: raw.Config?.Labels ?? {},
    user: raw.Config?.User ?? '',
    sizeBytes: raw.Size,
  };
}

export function imagesOf(call: Call, endpoint: Endpoint): Images {
  return { ...looks(call), ...makes(call, endpoint), ...files(call, endpoint), ...tags(call) };
}

function looks(call: Call): Pick<Engine, 'image' | 'images'> {
  const image: Engine['image'] = (reference, signal) =>
    call(
      { doing: `look at the image ${reference}`, timeoutMs: LIMIT.look, signal },
      async (docker) => {
        if (!isReference(reference)) return undefined;
        try {
          return toImageInfo(await docker.getImage(reference).inspect());
        } catch (error) {
          if (isNotFound(error)) return undefined;
          throw error;
        }
      },
    );
  return {
    image,
    images: async (labels, signal) => {
      const rows = await call(
        { doing: 'list images', timeoutMs: LIMIT.look, signal },
        (docker, abortSignal) =>
          docker.listImages({ filters: { label: [...labels] }, abortSignal }),
      );
      const found = await Promise.all(rows.map((row) => image(row.Id, signal)));
      return found.filter((one) => one !== undefined);
    },
  };
}

function makes(
  call: Call,
  endpoint: Endpoint,
): Pick<Engine, 'pullImage' | 'buildImage' | 'importImage'> {
  return {
    pullImage: (reference, progress, signal) => {
      const doing = `pull the image ${reference}`;
      return call({ doing, timeoutMs: LIMIT.transfer, signal }, async (docker, abortSignal) => {
        const stream = await docker.pull(named(reference), { abortSignal });
        await follow(stream, progress, (words) => streamedError(words, { doing, endpoint }));
      });
    },
    buildImage: (spec, progress, signal) => {
      const doing = `build the image ${spec.tag}`;
      const made: string[] = [];
      return call({ doing, timeoutMs: LIMIT.transfer, signal }, async (docker, abortSignal) => {
        const stream = await docker.buildImage(spec.context, {
          t: named(spec.tag),
          dockerfile: spec.dockerfile,
          labels: { ...spec.labels },
          buildargs: { ...spec.args },
          ...(spec.target === undefined ? {} : { target: spec.target }),
          rm: true,
          forcerm: true,
          abortSignal,
        });
        const { imageId } = await follow(
          stream,
          progress,
          (words) => streamedError(words, { doing, endpoint }),
          (id) => made.push(id),
        );
        return imageId ?? (await docker.getImage(spec.tag).inspect()).Id;
      }).catch(async (error: unknown) => {
        if (signal?.aborted)
          await call({ doing, timeoutMs: LIMIT.change }, (docker) =>
            removeHalfBuilt(docker, made),
          ).catch(() => undefined);
        throw error;
      });
    },
    importImage: (rootfs, tag, changes, signal) => {
      const doing = `import the image ${tag}`;
      return call({ doing, timeoutMs: LIMIT.transfer, signal }, async (docker, abortSignal) => {
        const [repo, name] = split(named(tag));
        const options = { repo, tag: name, changes: [...changes], abortSignal };
        const stream = await docker.importImage(rootfs, options);
        await follow(
          stream,
          () => undefined,
          (words) => streamedError(words, { doing, endpoint }),
        );
      });
    },
  };
}

/** `repo:tag` in its two parts; a colon before a slash is a registry's port. */
function split(reference: string): [string, string] {
  const colon = reference.lastIndexOf(':');
  return colon > reference.lastIndexOf('/')
    ? [reference.slice(0, colon), reference.slice(colon + 1)]
    : [reference, 'latest'];
}

/** Missing in the library's types: `GET /images/get`. */
type WithGetImages = Dockerode & {
  getImages(options: { names: string[] }): Promise<NodeJS.ReadableStream>;
};

function files(call: Call, endpoint: Endpoint): Pick<Engine, 'saveImages' | 'loadImages'> {
  return {
    saveImages: (references) =>
      call({ doing: 'save images', timeoutMs: LIMIT.change }, async (docker) => {
        const names = references.map(named);
        // No signal: the stream outlives the call.
        return (docker as WithGetImages).getImages({ names });
      }),
    loadImages: (tar, progress) => {
      const doing = 'load images';
      return call({ doing, timeoutMs: LIMIT.transfer }, async (docker, abortSignal) => {
        const stream = await docker.loadImage(tar, { abortSignal });
        await follow(stream, progress, (words) => streamedError(words, { doing, endpoint }));
      });
    },
  };
}

function tags(call: Call): Pick<Engine, 'tagImage' | 'removeImage'> {
  return {
    tagImage: (reference, repository, tag) =>
      call(
        { doing: `tag the image ${reference}`, timeoutMs: LIMIT.change },
        async (docker, abortSignal) => {
          await docker
            .getImage(named(reference))
            .tag({ repo: named(repository), tag, abortSignal });
        },
      ),
    removeImage: (reference) =>
      call({ doing: `remove the image ${reference}`, timeoutMs: LIMIT.change }, (docker) =>
        unless(isNotFound, () => docker.getImage(named(reference)).remove({ force: true })),
      ),
  };
}
