import { Link } from 'wouter';
import { Section } from './Section.tsx';

export function ApiSection() {
  return (
    <Section title="API" about="What scripts and other programs can ask of this server.">
      <p>
        <Link href="/api-docs">All calls, with what they take and answer</Link>
      </p>
    </Section>
  );
}
