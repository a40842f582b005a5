const PORTAL = `current_setting('olchat.portal_id')::uuid`;

/**
 * Every portal's table: its rows are seen and written by its own portal only; `routing` also by those who look for work before they know the portal (SE-10);
 * `appendOnly`: the application adds rows and reads them, and can do nothing else (SE-52).
 */
export const policies = (table: string, options: { routing?: boolean; appendOnly?: boolean } = {}): string => {
  const match = options.routing
    ? `case when current_setting('olchat.scope', true) = 'routing' then true else portal_id = ${PORTAL} end`
    : `portal_id = ${PORTAL}`;
  return `
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy portal on ${table} using (${match}) with check (${match});
    grant select, insert${options.appendOnly ? '' : ', update, delete'} on ${table} to olchat_app;`;
};
