import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { CreateToken, Token } from '../../../../src/schema/api.ts';
import { api } from '../../api/client.ts';
import { serverNow } from '../../api/clock.ts';
import { formatMoment } from '../../chart/moment.ts';
import { Button } from '../../components/Button.tsx';
import { CopyLine } from '../../components/CopyLine.tsx';
import { Modal } from '../../components/Modal.tsx';
import { Problem } from '../../components/Problem.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { TextField } from '../../components/TextField.tsx';
import { formatAgo } from '../../time/range.ts';
import { roleWords } from './roleWords.ts';
import { Section } from './Section.tsx';
import styles from './SettingsPage.module.css';

const tokensKey = ['tokens'];

export function TokensSection() {
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<Token | null>(null);
  const query = useQuery({ queryKey: tokensKey, queryFn: ({ signal }) => api.tokens(signal) });
  const tokens = query.data?.tokens ?? [];
  return (
    <Section
      title="API tokens"
      about="For scripts and other programs, such as Grafana: sent with each request instead of a password."
    >
      {query.error && <Problem error={query.error} retry={() => void query.refetch()} />}
      {tokens.length > 0 && (
        <div className={styles['scroll']}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Role</th>
                <th scope="col">Created</th>
                <th scope="col">Last used</th>
                <th>
                  <span className="visually-hidden">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {tokens.map((token) => (
                <tr key={token.id}>
                  <th scope="row">{token.name}</th>
                  <td>{token.role}</td>
                  <td title={formatMoment(token.createdSeconds)}>
                    {formatAgo(serverNow() - token.createdSeconds)}
                  </td>
                  <td
                    title={token.lastUsedSeconds === null ? undefined : formatMoment(token.lastUsedSeconds)}
                  >
                    {token.lastUsedSeconds === null
                      ? 'never'
                      : formatAgo(serverNow() - token.lastUsedSeconds)}
                  </td>
                  <td>
                    <Button
                      kind="danger"
                      aria-label={`Revoke ${token.name}`}
                      onClick={() => setRevoking(token)}
                    >
                      Revoke
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {query.data && tokens.length === 0 && <p className={styles['quiet']}>There are no tokens yet.</p>}
      <div className={styles['buttons']}>
        <Button onClick={() => setCreating(true)}>Create a token</Button>
      </div>
      {creating && <CreateTokenDialog onClose={() => setCreating(false)} />}
      {revoking && <RevokeDialog token={revoking} onClose={() => setRevoking(null)} />}
    </Section>
  );
}

const roles: readonly { value: CreateToken['role']; label: string }[] = [
  { value: 'viewer', label: 'Viewer' },
  { value: 'editor', label: 'Editor' },
  { value: 'admin', label: 'Admin' },
];

function CreateTokenDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [role, setRole] = useState<CreateToken['role']>('viewer');
  const [missing, setMissing] = useState(false);
  const create = useMutation({
    mutationFn: () => api.createToken({ name: name.trim(), role }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: tokensKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(!name.trim());
    if (name.trim() && !create.isPending) create.mutate();
  };
  if (create.data)
    return (
      <Modal title={`Token “${create.data.token.name}”`} onClose={onClose}>
        <div className={styles['form']}>
          <p>Copy it now: it is shown only this once.</p>
          <CopyLine label="Token" text={create.data.secret} />
          <p className={styles['quiet']}>To try it:</p>
          <CopyLine
            label="Line that uses the token"
            text={`curl -H 'Authorization: Bearer ${create.data.secret}' '${window.location.origin}/render?target=hosts.*.load.1m&from=-5min&format=json'`}
          />
          <div className={styles['buttons']}>
            <Button kind="primary" onClick={onClose}>
              Done
            </Button>
          </div>
        </div>
      </Modal>
    );
  return (
    <Modal title="Create a token" onClose={onClose}>
      <form className={styles['form']} onSubmit={submit} noValidate>
        {create.error && <Problem error={create.error} />}
        <TextField
          label="Name"
          note="What it is for, such as the program that will use it."
          autoFocus
          maxLength={100}
          value={name}
          problem={missing ? 'Give it a name to know it by later.' : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        <div>
          <Segmented<CreateToken['role']> label="Role" value={role} options={roles} onChange={setRole} />
          <p className={styles['quiet']}>Who has it may {roleWords[role]}.</p>
        </div>
        <div className={styles['buttons']}>
          <Button kind="primary" type="submit" aria-busy={create.isPending}>
            Create
          </Button>
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function RevokeDialog({ token, onClose }: { token: Token; onClose: () => void }) {
  const queryClient = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => api.revokeToken(token.id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: tokensKey });
      onClose();
    },
  });
  return (
    <Modal title={`Revoke “${token.name}”?`} onClose={onClose}>
      <div className={styles['form']}>
        {revoke.error && <Problem error={revoke.error} />}
        <p>What uses it is refused from now on. This cannot be undone.</p>
        <div className={styles['buttons']}>
          <Button kind="danger" onClick={() => revoke.mutate()} aria-busy={revoke.isPending}>
            Revoke
          </Button>
          <Button kind="quiet" onClick={onClose}>
            Keep it
          </Button>
        </div>
      </div>
    </Modal>
  );
}
