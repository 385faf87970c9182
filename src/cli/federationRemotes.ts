/** The remote stores of the settings with their secrets, which stand in files or in the environment. */
import type { RemoteSettings } from '../config/remotes.ts';
import { SettingsError } from '../config/settings.ts';
import type { FederationRemote } from '../federation/federation.ts';

export interface SecretSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Contents of a file, null when there is none; other failures throw. */
  readonly readFile: (path: string) => string | null;
}

/** @throws SettingsError that names every remote without its secret, and never the secret itself */
export function federationRemotes(
  list: readonly RemoteSettings[],
  sources: SecretSources,
): FederationRemote[] {
  const problems: string[] = [];
  const remotes = list.map((settings) => {
    try {
      return { settings, authorization: authorizationOf(settings, sources) };
    } catch (error) {
      problems.push(`federation.remotes: ${settings.name}: ${(error as Error).message}`);
      return { settings, authorization: null };
    }
  });
  if (problems.length > 0) throw new SettingsError(problems);
  return remotes;
}

function authorizationOf({ authorization }: RemoteSettings, { env, readFile }: SecretSources): string | null {
  if (authorization === null) return null;
  const fromFile = 'file' in authorization;
  const place = fromFile ? authorization.file : `environment ${authorization.env}`;
  const written = fromFile ? readFile(authorization.file) : env[authorization.env];
  const value = (written ?? '').trim();
  if (value === '') throw new Error(`${place}: there is nothing there to authorize with`);
  if (!/^[\x20-\x7e]+$/.test(value))
    throw new Error(`${place}: has to be one line, such as "Bearer …", without letters beyond ASCII`);
  return value;
}
