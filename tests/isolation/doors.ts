/** How the attacks knock at the doors, and see whether something came in. Every answer is kept for the last test. */
import { FIRST, openApplication, post, type OpenedPage } from '../support/portal.ts';
import type { AttackedSystem } from './attacked-system.ts';
import { inDatabase } from './in-database.ts';

export type Fields = Record<string, string>;

export const doors = (current: () => AttackedSystem) => {
  const url = (path: string): string => current().system.productUrl + path;
  const send = async (path: string, init?: RequestInit): Promise<Response> => {
    const response = await fetch(url(path), init);
    current().heard.push({ actor: 'nobody', text: await response.clone().text() });
    return response;
  };
  const page = async (path: string, fields: Fields): Promise<OpenedPage['page']> => {
    const opened = await post({ action: url(path), fields });
    current().heard.push({ actor: 'nobody', text: opened.html });
    return opened.page;
  };
  const administrator = (memberId: string) => openApplication(current().system, { memberId, employeeId: '1' });
  const count = (what: string): Promise<number> =>
    inDatabase(current().system, async database =>
      Number((await database.query<{ count: string }>(`select count(*) from ${what}`)).rows[0]?.count),
    );

  /** `auth[application_token]` of the portal as its pages carry it: every employee can know it (SE-2). */
  const tokenOf = (memberId: string): string => {
    const { first, second } = current().portals.pages;
    return (memberId === FIRST ? first : second).form.fields['APPLICATION_TOKEN'] ?? '';
  };
  const event = (fields: Fields, memberId = FIRST): RequestInit => ({
    method: 'POST',
    body: new URLSearchParams({
      event: 'ONIMCONNECTORSTATUSDELETE',
      'auth[member_id]': memberId,
      'auth[application_token]': tokenOf(memberId),
      ...fields,
    }),
  });
  const eventStatus = async (init: RequestInit): Promise<number> => (await send('/bitrix24/events', init)).status;
  const isInstalled = async (memberId: string): Promise<boolean> => (await eventStatus(event({}, memberId))) === 200;
  return { url, send, page, administrator, count, tokenOf, event, eventStatus, isInstalled };
};
