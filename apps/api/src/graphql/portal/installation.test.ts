import { refuse, type Repair } from '@olchat/domain';
import { FakeScanner } from '@olchat/domain/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, EMPLOYEE } from '../testing/fake-portal.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => void (server = await startTestServer()));
afterEach(() => server.close());

const RIGHTS = '{ viewer { portal { workingAs { employee { id name } state since } } } }';
const CHECK = `mutation { checkInstallation { __typename
  ... on InstallationChecked { installation { checkedAt kept mended { what at } failed { what code message } } } ... on Refusal { code message } } }`;
const TAKE_OVER = `mutation { takeOverRights { __typename
  ... on RightsTakenOver { portal { workingAs { employee { id } state } } } ... on Refusal { code message } } }`;

describe('the rights that the application works with', () => {
  it('are named to everybody, with their state (A-3, A-21)', async () => {
    server.services.rows.installation.rightsState = 'DISMISSED';
    expect(await server.ask('employee', RIGHTS)).toEqual({
      viewer: { portal: { workingAs: { employee: { id: ADMINISTRATOR, name: 'Иван Петров' }, state: 'DISMISSED', since: null } } },
    });
  });

  it('are taken over by an administrator with one press, and by nobody else (A-3)', async () => {
    server.services.rows.portal.mainEmployeeId = EMPLOYEE;
    expect(await server.ask('employee', TAKE_OVER)).toMatchObject({ takeOverRights: { __typename: 'NotAllowed', code: 'FORBIDDEN' } });
    expect(await server.ask('admin', TAKE_OVER)).toMatchObject({
      takeOverRights: { portal: { workingAs: { employee: { id: ADMINISTRATOR }, state: 'OK' } } },
    });
  });

  it('stay where they are when Bitrix24 refuses the token of the one who presses (E-07)', async () => {
    server.services.rows.portal.mainEmployeeId = EMPLOYEE;
    server.services.application.tokenOwner = async () => refuse('PORTAL_TOKEN_REFUSED');
    expect(await server.ask('admin', TAKE_OVER)).toMatchObject({
      takeOverRights: { __typename: 'GeneralRefusal', code: 'PORTAL_TOKEN_REFUSED' },
    });
    expect(server.services.rows.portal.mainEmployeeId).toBe(EMPLOYEE);
  });
});

describe('the check of the installation', () => {
  it('says in words what stands, what it mended and what is missing', async () => {
    const repair: Repair = {
      kept: ['event ONAPPUNINSTALL'],
      mended: ['placement CRM_DEAL_DETAIL_ACTIVITY'],
      failed: [{ what: 'connector olchat_whatsapp', code: 'insufficient_scope' }],
    };
    server.services.application.repair = async () => repair;
    const { checkInstallation } = await server.ask<{ checkInstallation: { installation: Record<string, unknown> } }>('admin', CHECK);
    expect(checkInstallation.installation).toMatchObject({
      kept: ['Подписка на событие ONAPPUNINSTALL', 'Пункт меню в карточке сделки'],
      mended: [{ what: 'Пункт меню в карточке сделки' }],
      failed: [{ code: 'insufficient_scope', message: expect.stringContaining('переустановите приложение') as unknown }],
    });
    const { installation } = await server.ask<{ installation: object }>('admin', '{ installation { checkedAt failed { code } } }');
    expect(installation).toEqual({ checkedAt: expect.any(String) as unknown, failed: [{ code: 'insufficient_scope' }] });
  });

  it('says whether files are looked at for viruses, and whether the scanner answers (SE-33)', async () => {
    const asked = () => server.ask('admin', '{ installation { fileScanner } }');
    expect(await asked()).toEqual({ installation: { fileScanner: 'ABSENT' } });
    const scanner = (server.services.scanner = new FakeScanner());
    expect(await asked()).toEqual({ installation: { fileScanner: 'READY' } });
    scanner.isSilent = true;
    expect(await asked()).toEqual({ installation: { fileScanner: 'SILENT' } });
  });

  it('is nothing for those who are not administrators', async () => {
    expect(await server.ask('employee', CHECK)).toMatchObject({ checkInstallation: { __typename: 'NotAllowed', code: 'FORBIDDEN' } });
    expect(await server.ask('employee', '{ installation { checkedAt } }')).toEqual({ installation: null });
  });
});
