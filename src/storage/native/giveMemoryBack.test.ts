import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The functions with a collector that counts its calls. */
async function counted() {
  const gc = vi.fn();
  vi.stubGlobal('gc', gc);
  vi.resetModules();
  return { gc, ...(await import('./giveMemoryBack.ts')) };
}

const MIB = 1024 * 1024;

test('large arrays are freed when 16 MiB of them have been let go of', async () => {
  const { gc, letGoOf, giveMemoryBack } = await counted();
  // Never enough, however many: such arrays leave no memory behind that would go back.
  for (let i = 0; i < 100; i++) letGoOf(MIB - 1);
  for (let i = 0; i < 3; i++) letGoOf(4 * MIB);
  expect(gc).toHaveBeenCalledTimes(0);
  letGoOf(4 * MIB);
  expect(gc).toHaveBeenCalledTimes(1);
  letGoOf(12 * MIB);
  giveMemoryBack(15 * MIB);
  expect(gc).toHaveBeenCalledTimes(1);
  // This one finds the 12 MiB as well.
  giveMemoryBack(16 * MIB);
  expect(gc).toHaveBeenCalledTimes(2);
  letGoOf(12 * MIB);
  expect(gc).toHaveBeenCalledTimes(2);
});

test('without a collector nothing happens', async () => {
  vi.stubGlobal('gc', undefined);
  vi.resetModules();
  const { giveMemoryBack, letGoOf } = await import('./giveMemoryBack.ts');
  letGoOf(64 * MIB);
  giveMemoryBack(64 * MIB);
});
