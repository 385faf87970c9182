import { Link } from 'wouter';
import { Section } from './Section.tsx';

export function QueriesSection() {
  return (
    <Section title="Queries" about="What is asked of this server, and what it costs.">
      <p>
        <Link href="/settings/queries">What runs now, what was slow, and who asks what</Link>
      </p>
    </Section>
  );
}
