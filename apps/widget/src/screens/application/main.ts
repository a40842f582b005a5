import '../../styles/main.css';
import { settingsWords } from '../../locales/settings-words.ts';
import { mountPage } from '../../page/mount-page.ts';
import ApplicationScreen from './ApplicationScreen.vue';

mountPage(ApplicationScreen, settingsWords);
