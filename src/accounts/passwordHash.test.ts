import { describe, expect, test } from 'vitest';
import { createPasswordHasher, DEFAULT_COST } from './passwordHash.ts';

const cheap = { N: 16, r: 1, p: 1 };

describe('createPasswordHasher', () => {
  test('finds the right password right and others wrong', async () => {
    const hasher = createPasswordHasher({ cost: cheap });
    const stored = await hasher.hash('correct horse');
    expect(stored).toMatch(/^scrypt\$16\$1\$1\$/);
    expect(await hasher.verify('correct horse', stored)).toBe(true);
    expect(await hasher.verify('correct horse ', stored)).toBe(false);
    expect(await hasher.verify('', stored)).toBe(false);
  });

  test('the same password twice has two hashes', async () => {
    const hasher = createPasswordHasher({ cost: cheap });
    expect(await hasher.hash('same')).not.toBe(await hasher.hash('same'));
  });

  test('composed and decomposed letters are one password', async () => {
    const hasher = createPasswordHasher({ cost: cheap });
    expect(await hasher.verify('u\u0308ber', await hasher.hash('\u00fcber'))).toBe(true);
  });

  test('verifies hashes of other parameters and calls them outdated', async () => {
    const old = await createPasswordHasher({ cost: cheap }).hash('secret');
    const hasher = createPasswordHasher({ cost: { N: 32, r: 1, p: 1 } });
    expect(await hasher.verify('secret', old)).toBe(true);
    expect(hasher.outdated(old)).toBe(true);
    expect(hasher.outdated(await hasher.hash('secret'))).toBe(false);
  });

  test('without a stored hash it says no after the same work', async () => {
    const hasher = createPasswordHasher({ cost: { N: 2 ** 14, r: 8, p: 1 } });
    const stored = await hasher.hash('secret');
    // Of the processor: how long it takes depends on who else uses the machine.
    const work = async (hash: string | null) => {
      const before = process.cpuUsage();
      expect(await hasher.verify('wrong', hash)).toBe(false);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const known = Math.min(await work(stored), await work(stored), await work(stored));
    const unknown = Math.min(await work(null), await work(null), await work(null));
    expect(unknown).toBeGreaterThan(known / 3);
    expect(unknown).toBeLessThan(known * 3);
  });

  test('a crowd waits its turn, and beyond the line it is refused', async () => {
    const hasher = createPasswordHasher({ cost: cheap, concurrency: 1, maxWaiting: 3 });
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => hasher.hash('x')));
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    // The line is free again afterwards.
    await expect(hasher.hash('x')).resolves.toContain('scrypt');
  });

  test('the default cost works within the memory that is allowed for it', async () => {
    const hasher = createPasswordHasher({ cost: DEFAULT_COST });
    expect(await hasher.verify('x', await hasher.hash('x'))).toBe(true);
  });
});
