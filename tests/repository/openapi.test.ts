import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contract } from '@jiangping/contract/contract';
import { openTestApp } from '../harness/test-app.ts';
import type { TestApp } from '../harness/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

it('the served OpenAPI document is valid 3.1 and holds every route of the contract', async () => {
  const answer = await test.app.http.inject({ url: '/openapi.json' });
  const document = answer.json<{ openapi: string; paths: Record<string, Record<string, unknown>> }>();
  expect(document.openapi).toMatch(/^3\.1\./);
  const verdict = await new Validator().validate(structuredClone(document));
  expect(verdict.errors ?? []).toEqual([]);
  expect(verdict.valid).toBe(true);
  const routes = Object.values(document.paths).flatMap((path) => Object.keys(path));
  expect(routes.length).toBe(Object.values(contract).flatMap((capability) => Object.keys(capability)).length);
});

it('every route of the document is served: none is answered as unknown', async () => {
  const document = (await test.app.http.inject({ url: '/openapi.json' })).json<{
    paths: Record<string, Record<string, unknown>>;
  }>();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const method of Object.keys(methods)) {
      const url = `/api${path.replaceAll(/\{\w+\}/g, '018f0000-0000-7000-8000-000000000000')}`;
      const answer = await test.app.http.inject({
        method: method.toUpperCase() as 'GET',
        url,
        headers: { 'idempotency-key': 'probe-of-a-route' },
      });
      expect(answer.statusCode, `${method} ${path}: ${answer.body.slice(0, 200)}`).not.toBe(500);
      expect(answer.headers['content-type'], `${method} ${path}`).toMatch(/json/);
    }
  }
});
