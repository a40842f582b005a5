import { enableAutoUnmount } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { eventually, fakeApi } from '../../../testing/fake-api.ts';
import { mountScreen, surroundings } from '../../../testing/mount.ts';
import InstallScreen from './InstallScreen.vue';

enableAutoUnmount(afterEach);

it('says what happens and tells the portal that it is done', async () => {
  const around = surroundings({ page: { screen: 'install', productName: 'Писарь' } });
  const screen = mountScreen(InstallScreen, fakeApi(), around);
  expect(screen.text()).toContain('Установка Писарь');
  await eventually(() => expect(around.frame.finishInstallation).toHaveBeenCalledOnce());
  await eventually(() => expect(screen.text()).toContain('Установка завершена'));
});

it('says that the portal did not answer, and tries again on demand', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const finishInstallation = vi.fn(async () => undefined).mockRejectedValueOnce(new Error('silent'));
  const screen = mountScreen(InstallScreen, fakeApi(), surroundings({ page: { requestId: 'req-9' }, frame: { finishInstallation } }));
  await eventually(() => expect(screen.text()).toContain('Портал не ответил'));
  expect(screen.text()).toContain('Код обращения: req-9');
  await screen.find('button').trigger('click');
  await eventually(() => expect(screen.text()).toContain('Установка завершена'));
  expect(screen.text()).not.toContain('req-9');
  warn.mockRestore();
});
