import { describe, expect, test } from 'vitest';
import { IMAGE, outcomeOf, verdictOf } from './support.ts';

const withHistory = (slug: string, ...history: string[]) =>
  verdictOf(slug, {
    images: [{ ...IMAGE, history: [...history, '/bin/sh -c #(nop) ADD a in /'] }],
  });

describe('images', () => {
  test.each([
    ['RUN apt-get update', 'note'],
    ['/bin/sh -c apt-get -q update', 'note'],
    ['RUN apt-get update && apt-get install -y curl', 'pass'],
    ['RUN apk update', 'note'],
    ['RUN apk add --update curl', 'pass'],
    ['RUN yum makecache', 'note'],
    ['RUN yum update -y', 'pass'],
    ['RUN ./update-database', 'pass'],
    ['CMD ["update"]', 'pass'],
  ])('update: %s: %s', (line, verdict) => {
    expect(withHistory('update-with-install', line)).toBe(verdict);
  });

  test.each([
    ['ADD https://example.org/a /a # buildkit', 'note'],
    ['/bin/sh -c #(nop) ADD file:1 in /a ', 'note'],
    ['COPY . /ADD # buildkit', 'pass'],
    ['RUN echo ADD x', 'pass'],
  ])('ADD: %s: %s', (line, verdict) => {
    expect(withHistory('copy-not-add', line)).toBe(verdict);
  });

  test('health checks', () => {
    const having = (healthcheck: string[] | undefined) =>
      verdictOf('image-healthcheck', { images: [{ ...IMAGE, healthcheck }] });
    expect(having(undefined)).toBe('warn');
    expect(having(['NONE'])).toBe('warn');
    expect(having(['CMD', 'true'])).toBe('pass');
  });

  test('variables that are named like secrets are told by name', () => {
    const images = [{ ...IMAGE, tags: ['a:1'], envNames: ['PATH', 'DB_PASSWORD', 'TOKENIZER'] }];
    expect(outcomeOf('no-secrets-in-images', { images })).toEqual({
      is: 'note',
      findings: [{ subject: 'a:1', saw: 'has variables that are named like secrets: DB_PASSWORD' }],
    });
  });

  test('an image without a tag is named by its id', () => {
    const images = [{ ...IMAGE, id: 'sha256:0123456789abcdef', tags: [], healthcheck: undefined }];
    expect(outcomeOf('image-healthcheck', { images })).toMatchObject({
      findings: [{ subject: '0123456789ab' }],
    });
  });
});
