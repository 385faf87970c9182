export interface PasswordProblems {
  current?: string;
  next?: string;
  again?: string;
}

export const shortestPassword = 8;

/** What keeps a change of password from being sent; empty when nothing does. */
export function checkNewPassword(current: string, next: string, again: string): PasswordProblems {
  const problems: PasswordProblems = {};
  if (!current) problems.current = 'Type the password you have now.';
  if (next.length < shortestPassword)
    problems.next = next
      ? `Too short: ${next.length} of at least ${shortestPassword} characters.`
      : 'Type a new password.';
  else if (next === current) problems.next = 'This is the password you have now. Choose another one.';
  else if (next !== again) problems.again = again ? 'The two differ.' : 'Type it once more.';
  return problems;
}
