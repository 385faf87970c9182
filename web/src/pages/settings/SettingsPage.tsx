import { mayAs, useSession } from '../../api/session.ts';
import { TopBar } from '../../app/TopBar.tsx';
import { AccountSection } from './AccountSection.tsx';
import { ApiSection } from './ApiSection.tsx';
import { AppearanceSection } from './AppearanceSection.tsx';
import { QueriesSection } from './QueriesSection.tsx';
import { ServerSection } from './ServerSection.tsx';
import styles from './SettingsPage.module.css';
import { TokensSection } from './TokensSection.tsx';

/** One's account, how the app looks, and (for those who may) tokens and the server's state. */
export default function SettingsPage() {
  const session = useSession().data!;
  return (
    <>
      <TopBar title="Settings" />
      <main id="content" className={styles['page']}>
        <AccountSection session={session} />
        <AppearanceSection />
        {mayAs(session, 'admin') && session.user && <TokensSection />}
        {mayAs(session, 'editor') && <ServerSection />}
        {mayAs(session, 'admin') && <QueriesSection />}
        <ApiSection />
      </main>
    </>
  );
}
