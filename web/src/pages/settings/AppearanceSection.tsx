import { Segmented } from '../../components/Segmented.tsx';
import { chooseTheme } from '../../theme/theme.ts';
import { useThemeChoice } from '../../theme/useTheme.ts';
import { Section } from './Section.tsx';

export function AppearanceSection() {
  const choice = useThemeChoice();
  return (
    <Section title="Appearance" about="Kept in this browser.">
      <Segmented
        label="Theme"
        value={choice}
        options={[
          { value: 'system', label: 'As the system' },
          { value: 'dark', label: 'Dark' },
          { value: 'light', label: 'Light' },
        ]}
        onChange={chooseTheme}
      />
    </Section>
  );
}
