import { startSystem } from './support/system.ts';
import { openApplication, openCard, session } from './support/portal.ts';
const FIRST = 'a223c6b3710f85df22e9377d6c4f7553', SECOND = 'b7719e0c5d2a4f3684c1d0e9fa8b6c24';
const t0 = performance.now();
const system = await startSystem({ settings: { SANDBOX_X: '1' } });
console.log('started', performance.now() - t0, system.productUrl, system.sandboxUrl, system.folder, system.databaseUrl);
try {
  const p1 = await openApplication(system, { memberId: FIRST, employeeId: '1' });
  const p2 = await openApplication(system, { memberId: SECOND, employeeId: '1' });
  console.log(p1.form, p1.page);
  console.log(p2.page);
  const add = await fetch(`${system.portalUrl}/rest/crm.item.add`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ auth: p1.form.fields['AUTH_ID'], entityTypeId: 2, fields: { title: 'CANARY deal', contactId: 51, contactIds: [51] } }) });
  console.log(add.status, (await add.text()).slice(0, 400));
  const forged = await fetch(p2.form.action, { method: 'POST', body: new URLSearchParams({ ...p2.form.fields, member_id: FIRST }) });
  console.log('forged', forged.status, /olchat-page">(.*?)<\/script>/s.exec(await forged.text())?.[1]);
  for (const path of ['/graphql', '/schema.graphql', '/health/live', '/metrics', '/nothing', '/widget/assets/x.js']) {
    const r = await fetch(system.productUrl + path); console.log(path, r.status, Object.fromEntries(r.headers));
  }
  console.log('page', p1.status, Object.fromEntries(p1.headers));
} finally { 
  await new Promise(r => process.once('SIGTERM', r)); await system.stop(); }
