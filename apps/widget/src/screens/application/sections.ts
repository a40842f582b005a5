/** The sections of the application's page, in the order of its menu. */
export type Section = 'accounts' | 'templates' | 'settings' | 'installation' | 'changes';

/** What an employee sees of them; the portal's page itself may be closed to him. */
export function sectionsFor(isAdministrator: boolean): Section[] {
  return isAdministrator ? ['accounts', 'templates', 'settings', 'installation', 'changes'] : ['accounts', 'templates', 'settings'];
}
